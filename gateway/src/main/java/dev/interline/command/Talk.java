package dev.interline.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A conversation with one model: what was said so far, and how the next question is asked. */
final class Talk {
    private static final String HELP = "/model ID, /system TEXT, /reset, /quit";

    private final RunningServer server;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private final ArrayNode messages = JsonMapper.shared().createArrayNode();
    private String model;
    private String system;

    /** Whom to ask, and about what in general; {@code system} may be empty. */
    record Settings(String model, String system, boolean terminal) {}

    Talk(RunningServer server, Settings settings, PrintWriter out, PrintWriter err) {
        this.server = server;
        this.model = settings.model();
        this.system = settings.system();
        this.terminal = settings.terminal();
        this.out = out;
        this.err = err;
    }

    /**
     * Asks and prints the answer as it comes; the question and the answer become part of the conversation, unless the
     * answer fails or is interrupted.
     */
    void ask(String question) throws InterruptedException {
        messages.addObject().put("role", "user").put("content", question);
        var answering = new Answering(out, terminal);
        boolean answered = false;
        try {
            answering.read(server, request().put("stream", true));
            answering.failure().ifPresent(message -> {
                throw CommandFailure.failed(message, model, "try again or choose another model");
            });
            answered = true;
        } finally {
            if (!answered) {
                messages.remove(messages.size() - 1);
            }
        }
        messages.addObject().put("role", "assistant").put("content", answering.text());
        err.println(terminal ? "\u001b[2m[" + answering.summary() + "]\u001b[0m" : "[" + answering.summary() + "]");
        err.flush();
    }

    /** Asks without a stream and gives the server's answer as it came. */
    String raw(String question) throws InterruptedException {
        messages.addObject().put("role", "user").put("content", question);
        return server.text(server.post("/chat/completions", request()));
    }

    private ObjectNode request() {
        var request = JsonMapper.shared().createObjectNode().put("model", model);
        var all = request.putArray("messages");
        if (!system.isEmpty()) {
            all.addObject().put("role", "system").put("content", system);
        }
        all.addAll(messages);
        return request;
    }

    /** Asks line by line until the input ends or {@code /quit}. A failed question is told and the next one awaited. */
    void interact(BufferedReader in) throws IOException {
        err.println("Talking to " + model + ". " + HELP);
        for (String line = next(in); line != null && !line.strip().equals("/quit"); line = next(in)) {
            var said = line.strip();
            if (said.startsWith("/")) {
                command(said);
            } else if (!said.isEmpty()) {
                answer(said);
            }
        }
        out.println();
        out.flush();
    }

    private @Nullable String next(BufferedReader in) throws IOException {
        err.flush();
        out.print("> ");
        out.flush();
        return in.readLine();
    }

    private void answer(String question) {
        try (var _ = Interrupt.here()) {
            ask(question);
        } catch (InterruptedException e) {
            err.println("[cancelled]");
        } catch (CommandFailure failure) {
            err.println("interline: " + failure.line());
        }
    }

    private void command(String line) {
        var words = line.split("\\s+", 2);
        var rest = words.length > 1 ? words[1].strip() : "";
        switch (words[0]) {
            case "/model" -> model = rest.isEmpty() ? model : rest;
            case "/system" -> system = rest;
            case "/reset" -> messages.removeAll();
            default -> {
                err.println(HELP);
                return;
            }
        }
        err.println("[" + model + (system.isEmpty() ? "" : ", system: " + system) + ", " + messages.size()
                + " messages]");
    }
}

package dev.interline.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interline chat}: a question and its answer, or a conversation, in the terminal. */
@Command(name = "chat", description = "Ask a model through a running server, once or in a conversation.", //
        footer = {"", "Example:", "  interline chat \"Why is the sky blue?\"",
                "  git diff | interline chat --system \"Review this change.\"", "",
                "Without a question it reads one from a pipe, or talks in the terminal."})
final class ChatCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions at = new ServerOptions();

    @Option(names = "--model", paramLabel = "ID", defaultValue = "${env:INTERLINE_MODEL:-openai/gpt-4o-mini}", //
            description = "Whom to ask (default: INTERLINE_MODEL, else openai/gpt-4o-mini).")
    private String model = "";

    @Option(names = "--system", paramLabel = "TEXT", defaultValue = "", description = "System message.")
    private String system = "";

    @Option(names = "--json", description = "Print the server's answer as it came; needs a question.")
    private boolean json;

    @Parameters(paramLabel = "QUESTION", arity = "0..*", description = "What to ask.")
    private List<String> question = List.of();

    @Override
    public void run() {
        var line = spec.commandLine();
        var settings = new Talk.Settings(model, system, colours());
        try (var server = at.server()) {
            var talk = new Talk(server, settings, line.getOut(), line.getErr());
            if (question.isEmpty() && interactive() && !json) {
                talk.interact(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
            } else if (json) {
                line.getOut().println(talk.raw(question()));
            } else {
                talk.ask(question());
            }
        } catch (IOException e) {
            throw CommandFailure.failed("cannot read the question (" + e.getMessage() + ")", "standard input",
                    "give it as an argument");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String question() throws IOException {
        var text = String.join(" ", question);
        if (text.isEmpty() && !interactive()) {
            text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        if (text.isEmpty()) {
            throw CommandFailure.usage("nothing to ask", "'interline chat'", "give a question or pipe one in");
        }
        return text;
    }

    private static boolean interactive() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private static boolean colours() {
        return interactive() && System.getenv("NO_COLOR") == null;
    }
}

package dev.interline.command;

import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.SseFrames;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One answer while it streams in: its text goes out as it comes, its reasoning dimmed and only to a terminal. Not
 * thread-safe.
 */
final class Answering implements SseFrames.Handler {
    private static final int LIMIT = 64 << 20;
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter out;
    private final boolean terminal;
    private final StringBuilder text = new StringBuilder();
    private final Facts facts = new Facts();
    private boolean dimmed;

    /** What is told beside the text. */
    private static final class Facts {
        private String model = "";
        private String provider = "";
        private String failure = "";
        private boolean done;
        private Optional<JsonNode> usage = Optional.empty();
    }

    Answering(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Reads the conversation's next answer to its end, also one that the server cuts short with an error. */
    void read(RunningServer server, JsonNode request) throws InterruptedException {
        var answer = server.post("/chat/completions", request);
        try (var body = answer.body()) {
            var frames = new SseFrames(LIMIT);
            var buffer = new byte[16 << 10];
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                frames.read(buffer, 0, count, this);
                out.flush();
            }
        } catch (IOException e) {
            throw server.broken(e);
        } catch (MalformedJson e) {
            throw server.broken(new IOException(e.getMessage()));
        } finally {
            plain();
            out.println();
            out.flush();
        }
        if (facts.failure.isEmpty() && !facts.done) {
            throw server.broken(new IOException("no end"));
        }
    }

    @Override
    public void event(String name, byte[] bytes, int from, int to) {
        if (to - from == 6 && bytes[from] == '[') { // [DONE]
            facts.done = true;
            return;
        }
        try {
            chunk(JsonMapper.shared().readTree(bytes, from, to - from));
        } catch (JacksonException e) {
            facts.failure = "the stream holds something that is not JSON";
        }
    }

    private void chunk(JsonNode chunk) {
        facts.model = chunk.path("model").asString(facts.model);
        facts.provider = chunk.path("provider").asString(facts.provider);
        if (chunk.path("usage").isObject()) {
            facts.usage = Optional.of(chunk.path("usage"));
        }
        if (chunk.path("error").isObject()) {
            facts.failure = chunk.path("error").path("message").asString("the answer failed");
        }
        var delta = chunk.path("choices").path(0).path("delta");
        reason(delta.path("reasoning").asString(""));
        say(delta.path("content").asString(delta.path("refusal").asString("")));
    }

    private void reason(String thought) {
        if (terminal && !thought.isEmpty()) {
            out.print(dimmed ? thought : DIM + thought);
            dimmed = true;
        }
    }

    private void say(String words) {
        if (!words.isEmpty()) {
            if (dimmed) {
                plain();
                out.println();
                out.println();
            }
            out.print(words);
            text.append(words);
        }
    }

    private void plain() {
        if (dimmed) {
            out.print(PLAIN);
            dimmed = false;
        }
    }

    /** All that was said. */
    String text() {
        return text.toString();
    }

    /** What the server says went wrong after the answer had begun. */
    Optional<String> failure() {
        return Optional.of(facts.failure).filter(message -> !message.isEmpty());
    }

    /** One line such as {@code openai/gpt-4o-mini by OpenAI: 12 + 34 tokens, $0.0000213}. */
    String summary() {
        var line = new StringBuilder(facts.model.isEmpty() ? "answer" : facts.model);
        if (!facts.provider.isEmpty()) {
            line.append(" by ").append(facts.provider);
        }
        facts.usage.ifPresent(usage -> {
            line.append(": ").append(usage.path("prompt_tokens").asInt(0)).append(" + ")
                    .append(usage.path("completion_tokens").asInt(0)).append(" tokens");
            if (usage.path("cost").isNumber()) {
                line.append(", $").append(dollars(usage.path("cost").decimalValue()));
            }
        });
        return line.toString();
    }

    private static String dollars(BigDecimal amount) {
        var exact = amount.stripTrailingZeros();
        return exact.scale() < 2 ? exact.setScale(2).toPlainString() : exact.toPlainString();
    }
}

package dev.interline.dialect.completions;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.ErrorObject;
import dev.interline.exchange.Problem;
import dev.interline.exchange.RouterMetadata;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes a completion as server-sent events; the ends of its choices wait for the settlement. */
final class StreamWriter implements Writer {
    private static final String DATA = "data: ";
    private static final String END = "\n\n";

    private final Choices choices;

    StreamWriter(Choices choices) {
        this.choices = choices;
    }

    @Override
    public String contentType() {
        return "text/event-stream";
    }

    @Override
    public void write(Chunk chunk, ByteSink out) {
        choices.add(chunk);
        for (Map.Entry<Integer, Piece> choice : choices.pieces().entrySet()) {
            if (choice.getValue().hasContent() && !choice.getValue().isFinished()) {
                event(choice.getKey(), choice.getValue(), out);
            }
        }
    }

    private void event(int index, Piece piece, ByteSink out) {
        choices.head(out.text(DATA));
        piece.write(index, out);
        out.text("]}").text(END);
        piece.clear();
    }

    @Override
    public void finish(Settled settled, ByteSink out) {
        for (Map.Entry<Integer, Piece> choice : choices.pieces().entrySet()) {
            event(choice.getKey(), choice.getValue(), out);
        }
        usage(settled, "", out);
    }

    private void usage(Settled settled, String error, ByteSink out) {
        choices.head(out.text(DATA));
        out.text("{\"text\":\"\",\"index\":0,\"logprobs\":null,\"finish_reason\":")
                .text(error.isEmpty() ? "null" : "\"error\"").text("}]").text(error).text(",\"usage\":");
        UsageJson.write(settled, out);
        RouterMetadata.append(settled.metadata(), out);
        out.text("}").text(END).text(DATA).text("[DONE]").text(END);
    }

    @Override
    public void fail(Problem problem, Settled settled, ByteSink out) {
        var error = new ByteSink(128).text(",\"error\":");
        ErrorObject.write(problem, error);
        usage(settled, new String(error.toBytes(), StandardCharsets.UTF_8), out);
    }

    @Override
    public void idle(ByteSink out) {
        out.text(": OPENROUTER PROCESSING\n\n");
    }
}

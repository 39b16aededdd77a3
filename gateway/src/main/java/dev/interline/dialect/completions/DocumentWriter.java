package dev.interline.dialect.completions;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.ErrorObject;
import dev.interline.exchange.Problem;
import dev.interline.exchange.RouterMetadata;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Writer;
import java.util.Map;

/** Writes a completion as one JSON document. */
final class DocumentWriter implements Writer {
    private final Choices choices;

    DocumentWriter(Choices choices) {
        this.choices = choices;
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public void write(Chunk chunk, ByteSink out) {
        choices.add(chunk);
    }

    @Override
    public void finish(Settled settled, ByteSink out) {
        choices.head(out);
        String between = "";
        for (Map.Entry<Integer, Piece> choice : choices.pieces().entrySet()) {
            choice.getValue().write(choice.getKey(), out.text(between));
            between = ",";
        }
        UsageJson.write(settled, out.text("],\"usage\":"));
        RouterMetadata.append(settled.metadata(), out);
        out.write('}');
    }

    @Override
    public void fail(Problem problem, Settled settled, ByteSink out) {
        choices.head(out);
        ErrorObject.write(problem, out.text("],\"error\":"));
        UsageJson.write(settled, out.text(",\"usage\":"));
        RouterMetadata.append(settled.metadata(), out);
        out.write('}');
    }

    @Override
    public void idle(ByteSink out) {
        out.write(' ');
    }
}

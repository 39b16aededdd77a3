package dev.interline.dialect.completions;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Event;
import java.util.SortedMap;
import java.util.TreeMap;

/** The choices of an answer, and what stands around them. */
final class Choices {
    private final Answer answer;
    private final String echo;
    private final SortedMap<Integer, Piece> pieces = new TreeMap<>();

    /** @param echo what each choice begins with */
    Choices(Answer answer, String echo) {
        this.answer = answer;
        this.echo = echo;
    }

    void add(Chunk chunk) {
        chunk.events(event -> piece(index(event)).add(event));
    }

    private static int index(Event event) {
        return switch (event) {
            case Event.Text text -> text.choice();
            case Event.Refused refused -> refused.choice();
            case Event.Reasoned reasoned -> reasoned.choice();
            case Event.ToolCalled called -> called.choice();
            case Event.Pictured pictured -> pictured.choice();
            case Event.Spoken spoken -> spoken.choice();
            case Event.Annotated annotated -> annotated.choice();
            case Event.Weighed weighed -> weighed.choice();
            case Event.Finished finished -> finished.choice();
        };
    }

    private Piece piece(int index) {
        return pieces.computeIfAbsent(index, _ -> {
            var piece = new Piece();
            if (!echo.isEmpty()) {
                piece.add(new Event.Text(index, echo));
            }
            return piece;
        });
    }

    SortedMap<Integer, Piece> pieces() {
        if (pieces.isEmpty()) {
            piece(0);
        }
        return pieces;
    }

    /** Appends the answer's members up to its choices. */
    void head(ByteSink out) {
        out.text("{\"id\":").string(answer.id()).text(",\"object\":\"text_completion\",\"created\":")
                .number(answer.created()).text(",\"model\":").string(answer.model()).text(",\"provider\":")
                .string(answer.provider()).text(",\"system_fingerprint\":null,\"choices\":[");
    }
}

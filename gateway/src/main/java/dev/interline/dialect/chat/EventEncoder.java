package dev.interline.dialect.chat;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Event;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.ReasoningDetails;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Says neutral events in chunks of this wire, each event in a chunk of its own. */
final class EventEncoder implements Consumer<Event> {
    private static final byte[] CHOICE = ascii(",\"choices\":[{\"index\":");
    private static final byte[] DELTA = ascii(",\"delta\":{\"role\":\"assistant\"");
    private static final byte[] UNFINISHED = ascii(",\"finish_reason\":null,\"native_finish_reason\":null");

    private final ByteSink head;
    private final Wishes wishes;
    private final byte[] before;
    private final byte[] after;
    private ByteSink out = new ByteSink(0);
    private ByteSink terminal = out;

    /**
     * @param head what {@link Head} says
     * @param wishes what the client wants of the answer's form
     * @param before what comes before each chunk
     * @param after what comes behind each chunk
     */
    EventEncoder(ByteSink head, Wishes wishes, byte[] before, byte[] after) {
        this.head = head;
        this.wishes = wishes;
        this.before = before;
        this.after = after;
    }

    /** Appends what the chunk says, and its finish reasons to a sink of their own. */
    void write(Chunk chunk, ByteSink ordinary, ByteSink finishes) {
        out = ordinary;
        terminal = finishes;
        chunk.events(this);
    }

    @Override
    public void accept(Event event) {
        switch (event) {
            case Event.Text(int choice, String text) -> {
                open(out, choice).text(",\"content\":").string(text).write('}');
                close(out, text);
            }
            case Event.Refused(int choice, String text) -> {
                open(out, choice).text(",\"content\":\"\",\"refusal\":").string(text).write('}');
                close(out, "");
            }
            case Event.Reasoned(int choice, Reasoning piece) -> {
                if (!wishes.withoutReasoning()) {
                    reasoning(open(out, choice), piece);
                    close(out, "");
                }
            }
            case Event.ToolCalled call -> {
                toolCall(open(out, call.choice()), call);
                close(out, "");
            }
            case Event.Pictured(int choice, String url) -> {
                open(out, choice).text(",\"content\":\"\",\"images\":[{\"type\":\"image_url\",\"image_url\":{\"url\":")
                        .string(url).text("}}]}");
                close(out, "");
            }
            case Event.Spoken(int choice, String json) -> {
                open(out, choice).text(",\"content\":\"\",\"audio\":").text(json).write('}');
                close(out, "");
            }
            case Event.Annotated(int choice, String json) -> {
                open(out, choice).text(",\"content\":\"\",\"annotations\":[").text(json).text("]}");
                close(out, "");
            }
            case Event.Weighed(int choice, String json) -> {
                open(out, choice).text(",\"content\":\"\"}").write(UNFINISHED).text(",\"logprobs\":").text(json);
                out.text("}]}").write(after);
            }
            case Event.Finished finished -> finish(finished);
        }
    }

    private static void reasoning(ByteSink to, Reasoning piece) {
        to.text(",\"content\":\"\",\"reasoning\":");
        if (piece.kind() == Reasoning.Kind.ENCRYPTED) {
            to.text("null");
        } else {
            to.string(piece.text());
        }
        to.text(",\"reasoning_details\":[");
        ReasoningDetails.write(piece, to);
        to.text("]}");
    }

    private static void toolCall(ByteSink to, Event.ToolCalled call) {
        to.text(",\"content\":null,\"tool_calls\":[{\"index\":").number(call.index());
        call.id().ifPresent(id -> to.text(",\"id\":").string(id));
        to.text(",\"type\":\"function\",\"function\":{");
        call.name().ifPresent(name -> to.text("\"name\":").string(name).write(','));
        to.text("\"arguments\":").string(call.arguments()).text("}}]}");
    }

    private void finish(Event.Finished finished) {
        open(terminal, finished.choice()).text(",\"content\":\"\"},\"finish_reason\":").string(finished.reason().text())
                .text(",\"native_finish_reason\":").string(finished.nativeReason())
                .text(",\"logprobs\":null");
        text(terminal, "");
        terminal.text("}]}").write(after);
    }

    private ByteSink open(ByteSink to, int choice) {
        return to.write(before).write(head).write(CHOICE).number(choice).write(DELTA);
    }

    private void close(ByteSink to, String text) {
        to.write(UNFINISHED).text(",\"logprobs\":null");
        text(to, text);
        to.text("}]}").write(after);
    }

    private void text(ByteSink to, String text) {
        if (wishes.text()) {
            to.text(",\"text\":").string(text);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Mark;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Sign;
import dev.interline.exchange.Spans;
import dev.interline.exchange.Wire;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer of an upstream of the same wire: its events as they are, numbered by us, with our own response object. The
 * event that ends the response waits for the settlement.
 */
final class Splice {
    private final ResponseObject response;
    private final SplicedResponse spliced;
    private final Events events;
    private final ByteSink done = new ByteSink(0);
    private @Nullable Held held;
    private boolean begun;

    /** A copy of a frame: a chunk lives only while it is handed over. */
    private record Held(String name, byte[] bytes, Spans spans) {
        static Held of(Frame frame) {
            var spans = new Spans();
            for (int i = 0; i < frame.spans().size(); i++) {
                spans.add(frame.spans().mark(i), frame.spans().from(i) - frame.from(),
                        frame.spans().to(i) - frame.from());
            }
            return new Held(frame.name(), new ByteSink(frame.to() - frame.from())
                    .write(frame.bytes(), frame.from(), frame.to()).toBytes(), spans);
        }
    }

    Splice(ResponseObject response, Events events) {
        this.response = response;
        this.spliced = new SplicedResponse(response);
        this.events = events;
    }

    /** Whether a chunk is of this wire, so that it can be spliced. */
    static boolean takes(Chunk chunk) {
        return chunk.frame().wire() == Wire.RESPONSES;
    }

    /** Whether anything was taken. */
    boolean hasBegun() {
        return begun;
    }

    /** Takes in a frame, and passes it on unless it ends the answer. */
    void accept(Chunk chunk) {
        Frame frame = chunk.frame();
        if (frame.to() == frame.from()) {
            return;
        }
        begun = true;
        if (frame.whole() || chunk.has(Sign.FINISH)) {
            held = Held.of(frame);
            return;
        }
        if (frame.name().equals("response.output_item.done")) {
            remember(frame);
        }
        pass(frame.name(), frame.bytes(), frame.from(), frame.to(), frame.spans(), Optional.empty());
    }

    /** Tells the event that ends the answer. */
    void finish(Settled settled) {
        Held last = held;
        if (last != null) {
            pass(last.name(), last.bytes(), 0, last.bytes().length, last.spans(), Optional.of(settled));
        }
    }

    /** Writes the response of an answer that has ended. */
    void write(Settled settled, ByteSink out) {
        Held last = held;
        if (last != null) {
            for (int i = 0; i < last.spans().size(); i++) {
                if (last.spans().mark(i) == Mark.RESPONSE) {
                    spliced.write(last.bytes(), last.spans().from(i), last.spans().to(i), Optional.of(settled),
                            output(), out);
                }
            }
        }
    }

    /** Breaks the answer off and tells the response that failed, with the items that had ended. */
    void fail(Problem problem, Settled settled) {
        response.ended(new Ending.Failed(problem), new ByteSink(64).text(output()), settled,
                events.open("response.failed").name(false, "response"));
        events.close();
    }

    private void pass(String name, byte[] bytes, int from, int to, Spans spans, Optional<Settled> settled) {
        ByteSink out = events.pass(name);
        int at = from;
        for (int i = 0; i < spans.size(); i++) {
            out.write(bytes, at, spans.from(i));
            at = spans.to(i);
            switch (spans.mark(i)) {
                case SEQUENCE -> out.number(events.next());
                case LACKS_SEQUENCE -> out.name(false, "sequence_number").number(events.next());
                case RESPONSE -> spliced.write(bytes, spans.from(i), at, settled, output(), out);
                // Marks of other wires, and values that stay.
                default -> out.write(bytes, spans.from(i), at);
            }
        }
        out.write(bytes, at, to);
        events.passed();
    }

    private void remember(Frame frame) {
        JsonFields event = SplicedResponse.fields(frame.bytes(), frame.from(), frame.to());
        int item = event.find("item");
        if (item >= 0) {
            (done.isEmpty() ? done : done.write(',')).write(frame.bytes(), event.valueStart(item),
                    event.valueEnd(item));
        }
    }

    private String output() {
        return "[" + done + "]";
    }
}

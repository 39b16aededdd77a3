package dev.interline.dialect.messages;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Problem;
import dev.interline.exchange.RouterMetadata;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Sign;
import dev.interline.exchange.Spans;
import dev.interline.exchange.Wire;
import dev.interline.exchange.Writer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes an answer as Anthropic's stream of events. */
final class StreamWriter implements Writer {
    private static final byte[] EVENT = Splicer.ascii("event: ");
    private static final byte[] DATA = Splicer.ascii("\ndata: ");
    private static final byte[] END = Splicer.ascii("\n\n");
    private static final byte[] PING = Splicer.ascii("event: ping\ndata: {\"type\":\"ping\"}\n\n");
    private static final HeldFrame STOP = new HeldFrame("message_stop",
            Splicer.ascii("{\"type\":\"message_stop\"}"), new Spans());

    private final Answer answer;
    private final Splicer splicer;
    private final EventEncoder encoder;
    private @Nullable HeldFrame finish;
    private @Nullable HeldFrame stop;

    StreamWriter(Answer answer) {
        this.answer = answer;
        this.splicer = new Splicer(answer);
        this.encoder = new EventEncoder(answer);
    }

    @Override
    public String contentType() {
        return "text/event-stream";
    }

    @Override
    public void write(Chunk chunk, ByteSink out) {
        Frame frame = chunk.frame();
        if (frame.wire() != Wire.MESSAGES) {
            chunk.events(event -> encoder.accept(event, (name, json) -> event(name, json, out)));
        } else if (frame.whole()) {
            finish = WholeMessage.begin(frame, splicer, (name, json) -> event(name, json, out));
        } else if (chunk.has(Sign.FINISH)) {
            finish = HeldFrame.of(frame);
        } else if (chunk.has(Sign.END)) {
            stop = HeldFrame.of(frame);
        } else if (frame.to() > frame.from()) {
            int data = begin(frame.name(), out);
            splicer.splice(frame.bytes(), frame.from(), frame.to(), frame.spans(), Optional.empty(), out);
            end(data, out);
        }
    }

    @Override
    public void finish(Settled settled, ByteSink out) {
        HeldFrame last = finish;
        if (last == null) {
            encoder.finish(settled, (name, json) -> event(name, json, out));
        } else {
            int at = begin(last.name(), out);
            splicer.splice(last.bytes(), 0, last.bytes().length, last.spans(), Optional.of(settled), out);
            end(at, out);
        }
        HeldFrame end = stop == null ? STOP : stop;
        int data = begin(end.name(), out);
        out.write(end.bytes());
        RouterMetadata.appendInside(settled.metadata(), out);
        end(data, out);
    }

    @Override
    public void fail(Problem problem, Settled settled, ByteSink out) {
        int data = begin("error", out);
        ErrorBodies.write(problem, Optional.of(answer.id()), out);
        end(data, out);
    }

    @Override
    public void idle(ByteSink out) {
        out.write(PING);
    }

    private static void event(String name, ByteSink json, ByteSink out) {
        int data = begin(name, out);
        end(data, out.write(json));
    }

    /** Begins an event and tells where its data begins. */
    private static int begin(String name, ByteSink out) {
        return out.write(EVENT).text(name).write(DATA).size();
    }

    /** Ends an event. A line end in its data would end it early; in JSON it can only be white space. */
    private static void end(int data, ByteSink out) {
        out.joinLines(data);
        out.write(END);
    }
}

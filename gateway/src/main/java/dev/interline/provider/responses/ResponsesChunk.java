package dev.interline.provider.responses;

import dev.interline.exchange.Chunk;
import dev.interline.exchange.Event;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Sign;
import dev.interline.exchange.Spans;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Wire;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The frame that its reader has just scanned. One object serves all chunks of an answer. */
final class ResponsesChunk implements Chunk {
    private static final byte[] NOTHING = {};
    private static final Spans NOWHERE = new Spans();

    private final FrameScan scan;
    private final Learned learned;
    private final String format;
    private @Nullable EventDecoder decoder;
    private String name = "";
    private int from;
    private int to;
    private int signs;
    private boolean empty;
    private Optional<UpstreamFailure> failure = Optional.empty();

    /** @param format the family that the upstream's reasoning belongs to */
    ResponsesChunk(FrameScan scan, Learned learned, String format) {
        this.scan = scan;
        this.learned = learned;
        this.format = format;
    }

    /** Takes the streamed event that was just scanned. */
    ResponsesChunk event(int begin, int end) {
        at(begin, end);
        name = scan.type;
        boolean ending = scan.type.equals("response.completed") || scan.type.equals("response.incomplete");
        mark(Sign.CONTENT, scan.delivered > 0 || isItem());
        mark(Sign.CALL, scan.item.equals("function_call") || scan.type.startsWith("response.function_call_arguments")
                || ending && scan.response.calls);
        mark(Sign.FINISH, ending);
        mark(Sign.USAGE, scan.response.usage.isPresent());
        mark(Sign.END, ending);
        return this;
    }

    /** Takes the whole response that was just scanned. */
    ResponsesChunk document(int end) {
        at(0, end);
        name = "";
        mark(Sign.CONTENT, scan.delivered > 0 || scan.response.calls);
        mark(Sign.CALL, scan.response.calls);
        mark(Sign.FINISH, true);
        mark(Sign.USAGE, scan.response.usage.isPresent());
        mark(Sign.END, true);
        return this;
    }

    ResponsesChunk ping() {
        return bare(Sign.PING);
    }

    ResponsesChunk failed(UpstreamFailure broken) {
        failure = Optional.of(broken);
        return bare(Sign.FAILURE);
    }

    @Override
    public boolean has(Sign sign) {
        return (signs & 1 << sign.ordinal()) != 0;
    }

    @Override
    public Frame frame() {
        return empty ? new Frame(Wire.RESPONSES, "", NOTHING, 0, 0, NOWHERE, false)
                : new Frame(Wire.RESPONSES, name, scan.bytes, from, to, scan.spans, scan.isWhole());
    }

    @Override
    public void events(Consumer<Event> out) {
        if (empty) {
            return;
        }
        EventDecoder known = decoder;
        if (known == null) {
            known = new EventDecoder(format);
            decoder = known;
        }
        if (scan.isWhole()) {
            known.document(scan.bytes, from, to, out);
        } else {
            known.event(name, scan.bytes, from, to, out);
        }
        if (has(Sign.FINISH)) {
            out.accept(new Event.Finished(0, learned.finish(), learned.nativeFinish()));
        }
    }

    @Override
    public Optional<UpstreamFailure> failure() {
        return failure;
    }

    /** A call that begins, or an item that has ended: from here on somebody has seen something. */
    private boolean isItem() {
        return switch (scan.type) {
            case "response.output_item.added" -> !scan.item.equals("message") && !scan.item.equals("reasoning");
            case "response.output_item.done" -> true;
            default -> false;
        };
    }

    private void at(int begin, int end) {
        from = begin;
        to = end;
        signs = 0;
        empty = false;
    }

    private ResponsesChunk bare(Sign sign) {
        at(0, 0);
        empty = true;
        mark(sign, true);
        return this;
    }

    private void mark(Sign sign, boolean there) {
        signs |= there ? 1 << sign.ordinal() : 0;
    }
}

package dev.interline.provider.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.SseFrames;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Tally;
import dev.interline.exchange.UpstreamFailure;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer: a stream of events, or one response object. What follows the event that ends the response is not read.
 */
final class ResponsesReader implements Reader, SseFrames.Handler {
    /** Most bytes of one event, or of a response; images come as base64. */
    private static final int LIMIT = 64 * 1024 * 1024;
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    private final boolean stream;
    private final Failures failures;
    private final FrameScan scan = new FrameScan();
    private final Learned learned = new Learned();
    private final ResponsesChunk chunk;
    private final SseFrames frames = new SseFrames(LIMIT);
    private final ByteSink body = new ByteSink(0);
    private Consumer<Chunk> out = _ -> {};
    private boolean started;
    private @Nullable UpstreamFailure failure;

    /** @param format the family that the upstream's reasoning belongs to */
    ResponsesReader(boolean stream, String format, Failures failures) {
        this.stream = stream;
        this.failures = failures;
        this.chunk = new ResponsesChunk(scan, learned, format);
    }

    @Override
    public void read(byte[] bytes, int from, int to, Consumer<Chunk> taker) {
        if (isOver()) {
            return;
        }
        out = taker;
        if (!stream) {
            if (body.size() + to - from > LIMIT) {
                fail(UpstreamFailure.of(Fault.MALFORMED, "The provider's answer is larger than " + LIMIT + " bytes"));
            } else {
                body.write(bytes, from, to);
            }
            return;
        }
        try {
            frames.read(bytes, from, to, this);
        } catch (MalformedJson e) {
            fail(Failures.malformed(e));
        }
    }

    @Override
    public void event(String name, byte[] bytes, int from, int to) {
        if (isOver() || Arrays.equals(bytes, from, to, DONE, 0, DONE.length)) {
            return;
        }
        try {
            scan.event(bytes, from, to);
        } catch (MalformedJson e) {
            fail(Failures.malformed(e));
            return;
        }
        if (scan.type.isEmpty()) {
            scan.type = name;
        }
        started = true;
        switch (scan.type) {
            case "error" -> fail(scan.errorFrom >= 0 ? failures.inBand(bytes, scan.errorFrom, scan.errorTo)
                    : failures.inBand(bytes, from, to));
            case "response.failed", "response.cancelled" -> fail(told(bytes, from, to));
            case "" -> fail(scan.errorFrom >= 0 ? failures.inBand(bytes, scan.errorFrom, scan.errorTo)
                    : UpstreamFailure.of(Fault.MALFORMED, "The provider sent an event without a type"));
            default -> {
                learned.event(scan);
                out.accept(chunk.event(from, to));
            }
        }
    }

    @Override
    public void comment() {
        if (!isOver()) {
            out.accept(chunk.ping());
        }
    }

    @Override
    public Optional<UpstreamFailure> end(Consumer<Chunk> taker) {
        out = taker;
        if (stream) {
            if (failure == null) {
                endStream();
            }
        } else if (!isOver()) {
            document();
        }
        return Optional.ofNullable(failure);
    }

    @Override
    public Tally tally() {
        return learned.tally();
    }

    private boolean isOver() {
        return failure != null || learned.isFinished();
    }

    private void endStream() {
        if (!isOver()) {
            try {
                frames.end(this);
            } catch (MalformedJson e) {
                failure = Failures.malformed(e);
            }
        }
        if (!learned.isFinished() && (failure == null || failure.fault() == Fault.MALFORMED)) {
            failure = started ? UpstreamFailure.of(Fault.TRUNCATED, "The provider's answer broke off")
                    : UpstreamFailure.of(Fault.NOT_AN_ANSWER, "The provider sent no response");
        }
    }

    private void document() {
        byte[] bytes = body.array();
        int size = body.size();
        try {
            scan.document(bytes, 0, size);
        } catch (MalformedJson _) {
            fail(Failures.noAnswer(bytes, size, "The provider's answer is not a JSON response"));
            return;
        }
        ResponseScan response = scan.response;
        if (response.errorFrom >= 0 || response.status.equals("failed") || response.status.equals("cancelled")) {
            fail(told(bytes, 0, size));
        } else if (!response.hasOutput || response.status.equals("in_progress") || response.status.equals("queued")) {
            fail(Failures.noAnswer(bytes, size, "The provider's answer has no output"));
        } else {
            learned.document(scan);
            out.accept(chunk.document(size));
        }
    }

    /** The error of the response that was just scanned. */
    private UpstreamFailure told(byte[] bytes, int from, int to) {
        ResponseScan response = scan.response;
        return response.errorFrom >= 0 ? failures.inBand(bytes, response.errorFrom, response.errorTo)
                : failures.inBand(bytes, from, to);
    }

    private void fail(UpstreamFailure found) {
        failure = found;
        out.accept(chunk.failed(found));
    }
}

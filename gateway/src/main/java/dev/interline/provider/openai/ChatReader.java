package dev.interline.provider.openai;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.SseFrames;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Sign;
import dev.interline.exchange.Tally;
import dev.interline.exchange.UpstreamFailure;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one answer of a chat upstream: a stream of chunks, or a JSON document that is whole when the body ends. */
final class ChatReader implements Reader, SseFrames.Handler {
    /** Most bytes of one event, or of a JSON answer; images come as base64. */
    private static final int LIMIT = 64 * 1024 * 1024;
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    private final Learned learned = new Learned();
    private final FrameScan scan;
    private final ChatChunk chunk;
    private final SseFrames frames = new SseFrames(LIMIT);
    private final ByteSink body = new ByteSink(0);
    private final boolean stream;
    private Consumer<Chunk> out = _ -> {};
    private boolean ended;
    private boolean ending;
    private @Nullable UpstreamFailure failure;

    ChatReader(boolean stream, DeltaNames names) {
        this.stream = stream;
        this.scan = new FrameScan(names, learned);
        this.chunk = new ChatChunk(scan, names);
    }

    @Override
    public void read(byte[] bytes, int from, int to, Consumer<Chunk> taker) {
        if (failure != null || ended) {
            return;
        }
        out = taker;
        if (stream) {
            readStream(bytes, from, to);
        } else if (body.size() + to - from > LIMIT) {
            fail(UpstreamFailure.of(Fault.MALFORMED, "The provider's answer is larger than " + LIMIT + " bytes"));
        } else {
            body.write(bytes, from, to);
        }
    }

    private void readStream(byte[] bytes, int from, int to) {
        try {
            frames.read(bytes, from, to, this);
        } catch (MalformedJson e) {
            fail(UpstreamFailure.of(Fault.MALFORMED, "The provider's stream is malformed: " + e.getMessage()));
        }
    }

    @Override
    public void event(String name, byte[] bytes, int from, int to) {
        if (ended || failure != null) {
            return;
        }
        if (isDone(bytes, from, to)) {
            ended = true;
            out.accept(BareChunk.END);
        } else {
            frame(name, bytes, from, to, false);
        }
    }

    @Override
    public void comment() {
        if (!ended && failure == null) {
            out.accept(BareChunk.PING);
        }
    }

    @Override
    public Optional<UpstreamFailure> end(Consumer<Chunk> taker) {
        if (failure != null) {
            return Optional.of(failure);
        }
        out = taker;
        ending = true;
        if (stream) {
            endStream();
        } else {
            frame("", body.array(), 0, body.size(), true);
        }
        return Optional.ofNullable(failure);
    }

    private void endStream() {
        boolean cut = frames.midEvent();
        if (cut && !ended) {
            try {
                frames.end(this);
            } catch (MalformedJson e) {
                // A frame that was cut is told as the cut that it is, below.
            }
        }
        if (cut && learned.finished()) {
            failure = null;
        } else if (!learned.finished() && (failure == null || failure.fault() == Fault.MALFORMED)) {
            failure = UpstreamFailure.of(Fault.TRUNCATED, "The provider's answer ended without a finish reason");
        }
    }

    @Override
    public Tally tally() {
        return learned.tally();
    }

    private void frame(String name, byte[] bytes, int from, int to, boolean whole) {
        try {
            scan.read(bytes, from, to, whole);
        } catch (MalformedJson e) {
            fail(Failures.notJson(bytes, from, to, whole, e));
            return;
        }
        if (scan.has(Sign.FAILURE) || name.equals("error")) {
            fail(Failures.inBand(bytes, from, to));
        } else if (whole && scan.choiceCount() == 0) {
            fail(Failures.noAnswer(bytes, from, to, "choices"));
        } else if (scan.hasChoices() || scan.has(Sign.USAGE)) {
            out.accept(chunk.at(bytes, from, to, whole));
        } else {
            out.accept(BareChunk.PING);
        }
    }

    private void fail(UpstreamFailure found) {
        failure = found;
        if (!ending) {
            out.accept(BareChunk.failed(found));
        }
    }

    private static boolean isDone(byte[] bytes, int from, int to) {
        if (to - from < DONE.length) {
            return false;
        }
        for (int i = 0; i < DONE.length; i++) {
            if (bytes[from + i] != DONE[i]) {
                return false;
            }
        }
        return true;
    }
}

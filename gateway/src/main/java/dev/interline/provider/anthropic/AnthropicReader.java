package dev.interline.provider.anthropic;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.SseFrames;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Tally;
import dev.interline.exchange.UpstreamFailure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads one answer: a stream of events, or one JSON message.
 *
 * <p>What follows {@code message_stop} is not read. A second {@code message_start}, which some vendors send, only adds
 * to the token counts, since clients take it for a broken stream.
 */
final class AnthropicReader implements Reader {
    private static final int EVENT_LIMIT = 64 * 1024 * 1024;
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final boolean counting;
    private final boolean streamed;
    private final SseFrames frames = new SseFrames(EVENT_LIMIT);
    private final ByteSink body = new ByteSink(0);
    private final AnthropicChunk chunk = new AnthropicChunk();
    private final Learned learned = new Learned(chunk.scan.usage);

    private boolean started;
    private boolean finished;
    private boolean ended;
    private Optional<UpstreamFailure> failure = Optional.empty();

    AnthropicReader(Operation operation, boolean streamed) {
        this.counting = operation == Operation.COUNT_TOKENS;
        this.streamed = streamed;
    }

    @Override
    public void read(byte[] bytes, int from, int to, Consumer<Chunk> out) {
        if (failure.isPresent() || ended) {
            return;
        }
        if (!streamed) {
            body.write(bytes, from, to);
            return;
        }
        try {
            frames.read(bytes, from, to, handler(out));
        } catch (MalformedJson e) {
            fail(UpstreamFailure.of(Fault.MALFORMED, e.getMessage()), out);
        }
    }

    @Override
    public Optional<UpstreamFailure> end(Consumer<Chunk> out) {
        if (streamed) {
            endStream(out);
        } else if (!ended && failure.isEmpty()) {
            whole(out);
        }
        return failure;
    }

    @Override
    public Tally tally() {
        return learned.tally();
    }

    private void endStream(Consumer<Chunk> out) {
        if (failure.isEmpty() && !ended) {
            try {
                frames.end(handler(out));
            } catch (MalformedJson e) {
                failure = Optional.of(UpstreamFailure.of(Fault.MALFORMED, e.getMessage()));
            }
        }
        if (failure.isEmpty() && !finished) {
            failure = Optional.of(started
                    ? UpstreamFailure.of(Fault.TRUNCATED, "The provider's answer broke off")
                    : UpstreamFailure.of(Fault.NOT_AN_ANSWER, "The provider sent no message"));
        }
    }

    private SseFrames.Handler handler(Consumer<Chunk> out) {
        return new SseFrames.Handler() {
            @Override
            public void event(String name, byte[] bytes, int from, int to) {
                if (failure.isEmpty() && !ended && !Arrays.equals(bytes, from, to, DONE, 0, DONE.length)) {
                    AnthropicReader.this.event(name, bytes, from, to, out);
                }
            }

            @Override
            public void comment() {
                out.accept(chunk.ping());
            }
        };
    }

    private void event(String name, byte[] bytes, int from, int to, Consumer<Chunk> out) {
        FrameScan scan = chunk.scan;
        try {
            scan.read(bytes, from, to, false);
        } catch (MalformedJson e) {
            fail(UpstreamFailure.of(Fault.MALFORMED, e.getMessage()), out);
            return;
        }
        String type = scan.type.isEmpty() ? name : scan.type;
        if (type.equals("error")) {
            fail(Failures.inBand(bytes, from, to), out);
        } else if (!type.equals("message_start") || !started) {
            started |= type.equals("message_start");
            ended = type.equals("message_stop");
            finished |= !scan.stopReason.isEmpty();
            learned.from(scan);
            out.accept(chunk.event(name.isEmpty() ? type : name, type, from, to));
        } else {
            learned.usageOf(scan);
        }
    }

    private void whole(Consumer<Chunk> out) {
        FrameScan scan = chunk.scan;
        byte[] bytes = body.array();
        int size = body.size();
        try {
            scan.read(bytes, 0, size, true);
        } catch (MalformedJson _) {
            fail(UpstreamFailure.of(Fault.NOT_AN_ANSWER, "The provider's answer is not a JSON message"), out);
            return;
        }
        ended = true;
        if (scan.failed) {
            fail(Failures.inBand(bytes, 0, size), out);
        } else if (counting && scan.counted >= 0) {
            scan.usage.counted(scan.counted);
            out.accept(chunk.count(size));
        } else if (counting || scan.partFrom < 0) {
            fail(UpstreamFailure.of(Fault.NOT_AN_ANSWER, "The provider's answer is not a message"), out);
        } else if (scan.stopReason.isEmpty()) {
            learned.from(scan);
            fail(UpstreamFailure.of(Fault.TRUNCATED, "The provider's answer does not say why it ended"), out);
        } else {
            learned.from(scan);
            out.accept(chunk.message(size));
        }
    }

    private void fail(UpstreamFailure broken, Consumer<Chunk> out) {
        failure = Optional.of(broken);
        out.accept(chunk.failed(broken));
    }
}

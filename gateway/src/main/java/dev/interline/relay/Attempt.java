package dev.interline.relay;

import dev.interline.bytes.ByteSink;
import dev.interline.config.Timeouts;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Need;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Provider;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Sign;
import dev.interline.exchange.Tally;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Usage;
import dev.interline.exchange.Writer;
import dev.interline.health.Load;
import dev.interline.log.Trace;
import dev.interline.routing.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try at one endpoint: reads what its upstream sends, writes it in the client's wire into {@link #out()}, and tells
 * its owner how it goes. After it completed or failed it is silent.
 */
final class Attempt implements Upstream.Listener {
    /** Hears how the attempt goes. */
    interface Owner {
        /** Some bytes were read and the answer goes on. */
        void progressed(Attempt attempt);

        /** All that has arrived was read: what was written of it may go out, in one write. */
        void caughtUp(Attempt attempt);

        /** The answer is whole; the terminal event is still with the writer. */
        void completed(Attempt attempt);

        void failed(Attempt attempt, UpstreamFailure failure);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
    private static final int ERROR_BODY_LIMIT = 64 * 1024;
    private static final long DOCUMENT_OVERHEAD = 256;
    private static final long ANSWER_LIMIT = 256L * 1024 * 1024;

    private final Order order;
    private final Candidate candidate;
    private final Provider provider;
    private final Writer writer;
    private final Owner owner;
    private final ByteSink out;
    private final Timeouts timeouts;
    private final Progress progress = new Progress();
    private final Consumer<Chunk> onChunk = this::chunk;
    private final @Nullable CallWatch watch;

    private Load load = Load.NONE;
    private @Nullable Upstream upstream;
    private @Nullable Reader reader;
    private @Nullable ByteSink errorBody;
    private @Nullable UpstreamFailure failure;
    private Headers headers = Headers.NONE;
    private boolean ended;
    private boolean closed;
    private boolean paused;

    Attempt(Order order, Candidate candidate, Provider provider, Writer writer, ByteSink out, Owner owner) {
        this.order = order;
        this.candidate = candidate;
        this.provider = provider;
        this.writer = writer;
        this.out = out;
        this.owner = owner;
        this.timeouts = order.timeouts(candidate);
        this.watch = order.exchange().facts().needs().contains(Need.TOOLS) ? new CallWatch() : null;
    }

    /** Counts as under way from now on until it is closed. */
    void counts(Load counted) {
        load = counted;
    }

    /** Takes over the connection on which the request was sent. */
    void on(Upstream connection) {
        upstream = connection;
        if (closed) {
            connection.cancel();
        }
    }

    Candidate candidate() {
        return candidate;
    }

    /** How long its provider may take. */
    Timeouts timeouts() {
        return timeouts;
    }

    Writer writer() {
        return writer;
    }

    /** What the client is to be sent next. */
    ByteSink out() {
        return out;
    }

    Progress progress() {
        return progress;
    }

    /** Whether it has completed, failed or was given up. */
    boolean isClosed() {
        return closed;
    }

    boolean paused() {
        return paused;
    }

    /**
     * UTF-8 bytes of answer that have arrived. Of a JSON document that is not whole nobody knows yet what is answer: it
     * counts as such, less what is around the text of a short answer.
     */
    long delivered() {
        long read = tally().deliveredBytes();
        return read > 0 || order.exchange().facts().stream() ? read : Math.max(0, progress.bytes() - DOCUMENT_OVERHEAD);
    }

    Tally tally() {
        return reader == null ? Tally.EMPTY : reader.tally();
    }

    void pause() {
        if (!paused && !closed && upstream != null) {
            paused = true;
            progress.heldUp();
            upstream.pause();
        }
    }

    void resume() {
        if (paused) {
            paused = false;
            progress.heard();
            if (upstream != null) {
                upstream.resume();
            }
        }
    }

    private void close() {
        if (!closed) {
            closed = true;
            load.ended();
        }
    }

    /** Gives the attempt up, from outside: closes the upstream at once and falls silent. */
    void cancel() {
        close();
        if (upstream != null) {
            upstream.cancel();
        }
    }

    /** Gives the attempt up, from outside, and tells the owner why. */
    void fail(UpstreamFailure why) {
        if (!closed) {
            cancel();
            owner.failed(this, why.hiding(candidate.target().vendor().credential()));
        }
    }

    @Override
    public void head(int code, Headers fields) {
        boolean accepted = code >= 200 && code < 300;
        progress.answered(code, accepted);
        headers = fields;
        if (accepted) {
            reader = provider.reader(order.exchange(), candidate.target(), fields.first("content-type"));
        } else {
            errorBody = new ByteSink(512);
        }
    }

    @Override
    public void data(byte[] bytes, int from, int to) {
        if (closed) {
            return;
        }
        progress.read(to - from);
        if (errorBody != null) {
            errorBody.write(bytes, from, Math.min(to, from + ERROR_BODY_LIMIT - errorBody.size()));
        } else if (reader != null) {
            try {
                reader.read(bytes, from, to, onChunk);
            } catch (RuntimeException e) {
                failure = ourFault(e);
            }
            afterReading();
        }
    }

    @Override
    public void caughtUp() {
        if (!closed) {
            progress.heard();
            owner.caughtUp(this);
        }
    }

    @Override
    public void end() {
        if (closed) {
            return;
        }
        if (errorBody != null) {
            fail(provider.classify(progress.status(), headers, errorBody.toBytes()));
        } else {
            conclude();
        }
    }

    @Override
    public void broken(UpstreamFailure why) {
        if (closed) {
            return;
        }
        if (errorBody != null && !errorBody.isEmpty()) {
            fail(provider.classify(progress.status(), headers, errorBody.toBytes()));
        } else if (progress.stage() == Progress.Stage.FINISHED) {
            conclude();
        } else {
            fail(why);
        }
    }

    /** Ends the attempt now, as if the upstream had closed the body: what was read decides how. */
    void conclude() {
        if (closed || reader == null) {
            fail(UpstreamFailure.of(Fault.NOT_AN_ANSWER, "The provider answered without a body"));
            return;
        }
        Optional<UpstreamFailure> broken = ended(reader);
        if (broken.isEmpty() && !progress.hasContent()) {
            broken = nothing();
        }
        if (failure == null && broken.isEmpty()) {
            close();
            if (upstream != null) {
                upstream.release();
            }
            owner.completed(this);
        } else {
            fail(failure != null ? failure : broken.orElseThrow());
        }
    }

    /** A document without a word, a token or a reason for its end is no answer, and nobody pays for it. */
    private Optional<UpstreamFailure> nothing() {
        Tally told = tally();
        boolean empty = told.finish().isEmpty()
                && order.exchange().facts().operation() == Operation.GENERATE
                && told.usage().map(Usage::completion).orElse(0L) <= 0;
        return empty ? Optional.of(UpstreamFailure.of(Fault.NOT_AN_ANSWER, "The provider's answer is empty"))
                : Optional.empty();
    }

    private Optional<UpstreamFailure> ended(Reader read) {
        try {
            return read.end(onChunk);
        } catch (RuntimeException e) {
            return Optional.of(ourFault(e));
        }
    }

    /** A codec that throws is a fault of ours; the client is told, it does not wait for a time limit. */
    private static UpstreamFailure ourFault(RuntimeException e) {
        LOG.error("An answer could not be read", Trace.of(e));
        return UpstreamFailure.of(Fault.INTERNAL, "The gateway could not read the provider's answer");
    }

    private void chunk(Chunk chunk) {
        if (failure != null || ended) {
            return;
        }
        if (chunk.has(Sign.FAILURE)) {
            failure = chunk.failure().orElseThrow();
            return;
        }
        write(chunk);
        if (chunk.has(Sign.CONTENT)) {
            progress.content();
        }
        if (chunk.has(Sign.FINISH)) {
            progress.finished();
        }
        ended |= chunk.has(Sign.END);
    }

    private void write(Chunk chunk) {
        if (watch == null) {
            writer.write(chunk, out);
        } else {
            writer.write(watch.over(chunk), out);
            watch.passed();
        }
    }

    /** The tool calls of the answer. */
    List<CallWatch.Call> calls() {
        return watch == null ? List.of() : watch.calls();
    }

    private void afterReading() {
        if (failure != null) {
            fail(failure);
        } else if (ended) {
            conclude();
        } else if (progress.bytes() > ANSWER_LIMIT) {
            fail(UpstreamFailure.of(Fault.MALFORMED, "The provider's answer is larger than " + ANSWER_LIMIT
                    + " bytes"));
        } else {
            owner.progressed(this);
        }
    }
}

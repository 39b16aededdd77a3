package dev.interline.relay;

import dev.interline.config.Timeouts;
import dev.interline.exchange.Fault;
import dev.interline.exchange.UpstreamFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of one request, kept by a single deadline that is set anew only when it passes or a nearer limit comes
 * up: reading a chunk costs no timer work.
 *
 * <p>While we ourselves have paused the upstream, its silence is not counted.
 */
final class TimeLimits {
    /** Hears which limit has passed. */
    interface Listener {
        /** The upstream was too slow. */
        void tooSlow(Attempt attempt, UpstreamFailure failure);

        /** The answer is finished but its upstream neither reports usage nor closes; nothing more is waited for. */
        void overdue(Attempt attempt);

        /** The client was sent nothing for the interval of keep-alive comments. */
        void quiet();

        /** The client has read nothing for too long. */
        void clientStalled();
    }

    /** How long usage is waited for behind a finish reason. */
    private static final Duration USAGE_GRACE = Duration.ofSeconds(3);
    private static final long NEVER = Long.MAX_VALUE;

    private final Timeouts limits;
    private final boolean stream;
    private final Listener listener;
    private final long begun = System.nanoTime();
    private long lastSent = begun;
    private long congestedSince;
    private @Nullable Attempt attempt;
    private @Nullable Attempt second;
    private boolean lastCandidate;
    private final Deadlines.Deadline deadline;
    private boolean stopped;

    TimeLimits(Deadlines deadlines, Timeouts limits, boolean stream, Listener listener) {
        this.deadline = deadlines.deadline(this::passed);
        this.limits = limits;
        this.stream = stream;
        this.listener = listener;
    }

    /**
     * Watches this attempt from now on, and no other.
     *
     * @param last whether no other attempt could follow it
     */
    void watch(Attempt next, boolean last) {
        attempt = next;
        second = null;
        lastCandidate = last;
        rearm();
    }

    /** Watches this attempt beside the other. */
    void watchToo(Attempt beside, boolean last) {
        second = beside;
        lastCandidate = last;
        rearm();
    }

    /** The watched attempt has come a stage further. */
    void advanced() {
        rearm();
    }

    /** Watches no attempt: the answer is being settled. */
    void unwatch() {
        attempt = null;
        second = null;
    }

    /** Something was sent to the client. */
    void sent(boolean congested) {
        lastSent = System.nanoTime();
        if (!congested) {
            congestedSince = 0;
        } else if (congestedSince == 0) {
            congestedSince = lastSent;
            rearm();
        }
    }

    /** The client reads again. */
    void relieved() {
        congestedSince = 0;
    }

    boolean deadlinePassed() {
        return !leaves(Duration.ZERO);
    }

    /** Whether the request may still take longer than this. */
    boolean leaves(Duration pause) {
        return System.nanoTime() - begun + pause.toNanos() < limits.total().toNanos();
    }

    void stop() {
        stopped = true;
        deadline.clear();
    }

    private void rearm() {
        long due = nextDue();
        if (!stopped && due != NEVER) {
            deadline.set(due);
        }
    }

    private void passed() {
        long now = System.nanoTime();
        if (congestedSince != 0 && now - congestedSince >= limits.writeStall().toNanos()) {
            listener.clientStalled();
            return;
        }
        if (stream && congestedSince == 0 && now - lastSent >= limits.keepAliveComment().toNanos()) {
            lastSent = now;
            listener.quiet();
        }
        if (attempt != null && now >= attemptDue(attempt)) {
            expire(attempt);
        }
        if (second != null && now >= attemptDue(second)) {
            expire(second);
        }
        rearm();
    }

    private void expire(Attempt late) {
        Timeouts upstream = late.timeouts();
        if (deadlinePassed()) {
            listener.tooSlow(late, failure(Fault.DEADLINE, "the end of the answer", limits.total()));
        } else if (System.nanoTime() - late.progress().began() >= upstream.total().toNanos()) {
            listener.tooSlow(late, failure(Fault.DEADLINE, "the end of the answer", upstream.total()));
        } else {
            switch (late.progress().stage()) {
                case SENT ->
                    listener.tooSlow(late, failure(Fault.HEADERS_TIMEOUT, "response headers", headersLimit(upstream)));
                case ACCEPTED -> listener.tooSlow(late,
                        failure(Fault.FIRST_CONTENT_TIMEOUT, "first content", contentLimit(upstream)));
                case ANSWERING -> listener.tooSlow(late,
                        failure(Fault.IDLE_TIMEOUT, "more of the answer", upstream.idle()));
                case FINISHED -> listener.overdue(late);
            }
        }
    }

    private static UpstreamFailure failure(Fault fault, String what, Duration limit) {
        return UpstreamFailure.of(fault,
                "The provider sent no sign of " + what + " within " + limit.toMillis() + " ms");
    }

    private long nextDue() {
        long due = NEVER;
        if (congestedSince != 0) {
            due = Math.min(due, congestedSince + limits.writeStall().toNanos());
        } else if (stream) {
            due = Math.min(due, lastSent + limits.keepAliveComment().toNanos());
        }
        due = attempt == null ? due : Math.min(due, attemptDue(attempt));
        return second == null ? due : Math.min(due, attemptDue(second));
    }

    private long attemptDue(Attempt watched) {
        Timeouts upstream = watched.timeouts();
        long total =
                Math.min(begun + limits.total().toNanos(), watched.progress().began() + upstream.total().toNanos());
        long own = switch (watched.progress().stage()) {
            case SENT -> watched.progress().began() + headersLimit(upstream).toNanos();
            case ACCEPTED -> watched.progress().began() + contentLimit(upstream).toNanos();
            case ANSWERING -> watched.paused() ? total : watched.progress().lastHeard() + upstream.idle().toNanos();
            case FINISHED -> watched.paused() ? total : watched.progress().lastHeard() + USAGE_GRACE.toNanos();
        };
        return Math.min(total, own);
    }

    /**
     * A JSON answer's headers come when all of it is written. So they may take as long as first content may, and, when
     * nobody else could answer sooner, as long as the whole request may.
     */
    private Duration headersLimit(Timeouts upstream) {
        return stream ? upstream.responseHeaders() : contentLimit(upstream);
    }

    private Duration contentLimit(Timeouts upstream) {
        return stream || !lastCandidate ? upstream.firstContent() : limits.total();
    }
}

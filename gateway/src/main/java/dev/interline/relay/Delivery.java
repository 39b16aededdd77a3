package dev.interline.relay;

import dev.interline.admission.Fit;
import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Settled;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Writer;
import dev.interline.log.Trace;
import dev.interline.routing.Candidate;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request from its first candidate to its client's last byte.
 *
 * <pre>
 * WAITING    nothing of an answer was sent; a failure goes on to the next candidate
 * DELIVERING content was sent; a failure is told in the stream
 * DRAINING   the client has left; the rest is read only to learn what it costs
 * SETTLING   the answer is whole or broken; its record is being committed before the terminal event goes out
 * OVER       nothing more is sent or received
 * </pre>
 */
final class Delivery implements Attempt.Owner, TimeLimits.Listener {
    private enum State {
        WAITING, DELIVERING, DRAINING, SETTLING, OVER
    }

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    /** How long the rest of an answer is read whose client has left. */
    private static final Duration DRAIN = Duration.ofSeconds(30);
    /** How often it is noted what an answer that goes on has cost. */
    private static final Duration CHECKPOINT = Duration.ofSeconds(1);

    private final Relay relay;
    private final Order order;
    private final Plan plan;
    private final Books books;
    private final TimeLimits limits;
    private final Outlet outlet;
    private final Deadlines.Deadline checkpoint;
    private final boolean stream;
    private final Race race;
    private State state = State.WAITING;
    private Progress.Stage seen = Progress.Stage.SENT;

    Delivery(Relay relay, Order order, List<Candidate> candidates) {
        this.relay = relay;
        this.order = order;
        this.plan = new Plan(candidates, relay.verdicts().pauses());
        this.books = new Books(order);
        this.stream = order.exchange().facts().stream();
        this.limits = new TimeLimits(relay.loop().deadlines(), order.timeouts(), stream, this);
        this.outlet = new Outlet(order, limits);
        this.race = new Race(relay, order, candidates, plan, books, limits, this);
        this.checkpoint = relay.loop().deadlines().deadline(this::checkpoint);
    }

    void start() {
        order.downstream().onGone(this::clientLeft);
        order.downstream().onRelief(this::relieved);
        tryNext();
    }

    // ---- attempts ----

    /** Begins with the next candidate that the caller can pay for. */
    private void tryNext() {
        while (!plan.isEmpty()) {
            Candidate candidate = plan.next();
            switch (order.funds().fit(candidate.endpoint(), order.terms(candidate))) {
                case Fit.TooDear(Problem problem) -> plan.tooDear(problem);
                case Fit.Affordable(OptionalLong tokens) -> {
                    seen = Progress.Stage.SENT;
                    race.begin(tokens.isEmpty() ? candidate : candidate.affording(tokens.getAsLong()));
                    return;
                }
            }
        }
        giveUp();
    }

    @Override
    public void progressed(Attempt current) {
        if (current.progress().stage() != seen) {
            seen = current.progress().stage();
            limits.advanced();
        }
        if (state == State.WAITING && stream
                && (current.progress().hasContent() || current.out().size() > order.heldBack())) {
            state = State.DELIVERING;
            race.won(current);
            checkpointLater();
        }
        if (state == State.DRAINING) {
            current.out().clear();
        }
    }

    @Override
    public void caughtUp(Attempt current) {
        if (state == State.DELIVERING && !current.out().isEmpty()) {
            outlet.send(current.writer(), current.out());
            current.out().clear(Race.PIECE);
            if (order.downstream().congested()) {
                current.pause();
            }
        }
    }

    @Override
    public void completed(Attempt current) {
        race.won(current);
        books.note(current, null);
        relay.verdicts().served(current, order);
        if (state == State.DRAINING) {
            settle(current, Books.Ending.DRAINED, _ -> over());
            return;
        }
        settle(current, Books.Ending.WHOLE, settled -> {
            current.writer().finish(settled, current.out());
            order.downstream().completes();
            end(current);
        });
    }

    @Override
    public void failed(Attempt current, UpstreamFailure failure) {
        books.note(current, failure);
        relay.verdicts().failed(current, failure, order);
        relay.traffic().upstreamFailed(current.candidate().provider(), failure.fault());
        if (state == State.WAITING) {
            plan.failed(current.candidate(), failure);
            if (race.goesOnWithout(current)) {
                return;
            }
            if (failure.fault().mayFailOver() && !plan.isEmpty() && !limits.deadlinePassed()) {
                tryNext();
            } else if (!againLater()) {
                giveUp();
            }
        } else if (state == State.DELIVERING) {
            Complaint.brokeOff(order, current.candidate(), failure);
            settle(current, Books.Ending.BROKEN, settled -> {
                current.writer().fail(books.explained(failure.toProblem(current.candidate().provider())), settled,
                        current.out());
                end(current);
            });
        } else if (state == State.DRAINING) {
            settle(current, Books.Ending.CANCELLED, _ -> over());
        }
    }

    /** When nothing else is left, waits a moment before those are asked again that only broke down. */
    private boolean againLater() {
        Duration pause = order.retryPause();
        if (pause.isZero() || !limits.leaves(pause) || !plan.again()) {
            return false;
        }
        limits.unwatch();
        relay.loop().after(pause, () -> {
            if (state == State.WAITING) {
                tryNext();
            }
        });
        return true;
    }

    // ---- time limits ----

    @Override
    public void tooSlow(Attempt late, UpstreamFailure failure) {
        late.fail(failure);
    }

    @Override
    public void overdue(Attempt late) {
        late.conclude();
    }

    @Override
    public void quiet() {
        Attempt current = race.current();
        if (current != null && (state == State.WAITING || state == State.DELIVERING)) {
            outlet.comment(current.writer());
        }
    }

    @Override
    public void clientStalled() {
        order.downstream().abort();
        clientLeft();
    }

    // ---- client ----

    private void relieved() {
        limits.relieved();
        Attempt current = race.current();
        if (current != null) {
            current.resume();
        }
    }

    private void clientLeft() {
        if (state == State.WAITING || state == State.DELIVERING) {
            Attempt current = race.further();
            if (current == null || current.isClosed()) {
                over();
            } else if (current.progress().stage() == Progress.Stage.SENT) {
                abandon(current);
                over();
            } else if (order.drains(current.candidate())) {
                state = State.DRAINING;
                current.resume();
                relay.loop().after(DRAIN, this::drained);
            } else {
                abandon(current);
                settle(current, Books.Ending.CANCELLED, _ -> over());
            }
        }
    }

    private void drained() {
        Attempt current = race.current();
        if (state == State.DRAINING && current != null) {
            abandon(current);
            settle(current, Books.Ending.CANCELLED, _ -> over());
        }
    }

    /** Closes the upstream at once. */
    private void abandon(@Nullable Attempt current) {
        if (current != null) {
            current.cancel();
            books.note(current, UpstreamFailure.of(Fault.CANCELLED, "The client left"));
        }
    }

    // ---- checkpoints ----

    private void checkpointLater() {
        checkpoint.set(System.nanoTime() + CHECKPOINT.toNanos());
    }

    private void checkpoint() {
        Attempt current = race.current();
        if (current != null && (state == State.DELIVERING || state == State.DRAINING)) {
            relay.checkpoint(books.soFar(current));
            checkpointLater();
        }
    }

    // ---- endings ----

    private interface Then {
        void settled(Settled settled);
    }

    private void settle(Attempt current, Books.Ending ending, Then then) {
        state = State.SETTLING;
        limits.unwatch();
        Books.Entry entry = books.close(current, ending);
        relay.settle(entry, () -> {
            relay.traffic().served(entry.generation());
            try {
                then.settled(entry.settled());
            } catch (RuntimeException e) {
                LOG.error("The end of an answer could not be written", Trace.of(e));
                order.downstream().abort();
                if (state != State.OVER) {
                    over();
                }
            }
        });
    }

    /** Sends what is left of an answer that was settled. */
    private void end(Attempt settled) {
        outlet.end(settled.writer(), settled.out());
        over();
    }

    /** No candidate is left: the client gets the real status, or hears it in the stream if that has begun. */
    private void giveUp() {
        Problem problem = books.explained(plan.problem());
        // Before the client hears of it: its next request may need the money.
        order.funds().release();
        if (books.hasAttempts()) {
            relay.record(books.failed(plan.model()));
            plan.complain(order, problem);
        }
        if (outlet.hasBegun()) {
            ByteSink out = race.sink();
            Writer writer = race.writer(plan.last());
            writer.fail(problem, Settled.nothing(problem), out);
            outlet.end(writer, out);
        } else {
            outlet.refuse(problem);
        }
        over();
    }

    private void over() {
        state = State.OVER;
        order.funds().release();
        limits.stop();
        race.stop();
        checkpoint.clear();
        relay.over(order);
    }
}

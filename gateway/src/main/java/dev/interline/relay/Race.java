package dev.interline.relay;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Writer;
import dev.interline.routing.Candidate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attempts of one request that are under way: one or, if that is late, two until one of them is ahead. */
final class Race {
    /** Room for a piece of most streams; a document makes its own, once. */
    static final int PIECE = 1024;

    private final Relay relay;
    private final Order order;
    private final Plan plan;
    private final Books books;
    private final TimeLimits limits;
    private final Attempt.Owner owner;
    private final boolean stream;
    private final @Nullable Hedge hedge;
    private @Nullable Attempt first;
    private @Nullable Attempt second;

    /** @param owner of all attempts */
    Race(Relay relay, Order order, List<Candidate> candidates, Plan plan, Books books, TimeLimits limits,
            Attempt.Owner owner) {
        this.relay = relay;
        this.order = order;
        this.plan = plan;
        this.books = books;
        this.limits = limits;
        this.owner = owner;
        this.stream = order.exchange().facts().stream();
        this.hedge = Hedge.of(relay, order, candidates, this::late);
    }

    /** Who answers, or was asked first. */
    @Nullable
    Attempt current() {
        return first;
    }

    /** Begins with a candidate, when nobody else is under way. */
    void begin(Candidate candidate) {
        Attempt next = attempt(candidate);
        first = next;
        limits.watch(next, plan.isEmpty());
        if (hedge != null) {
            hedge.await(next);
        }
        relay.send(order, next);
    }

    private Attempt attempt(Candidate candidate) {
        return new Attempt(order, candidate, relay.provider(candidate), writer(candidate), sink(), owner);
    }

    /** What says an answer of this candidate in the client's dialect. */
    Writer writer(Candidate candidate) {
        return order.dialect().writer(order.exchange(), new Answer(order.id(), order.begun().getEpochSecond(),
                candidate.endpoint().model(), candidate.provider(), stream));
    }

    /** Room for what the client is to be sent. */
    ByteSink sink() {
        return new ByteSink(stream ? PIECE : 0);
    }

    private void late() {
        Attempt late = first;
        if (hedge != null && late != null && !late.isClosed()) {
            hedge.second(late, plan).ifPresent(this::beginBeside);
        }
    }

    private void beginBeside(Candidate candidate) {
        Attempt next = attempt(candidate);
        second = next;
        limits.watchToo(next, plan.isEmpty());
        relay.send(order, next);
    }

    /** This attempt answers: another one that is under way is given up. */
    void won(Attempt winner) {
        if (hedge != null) {
            hedge.stop();
            boolean firstWon = winner == first;
            Attempt loser = goOn(winner);
            if (loser != null) {
                hedge.outrun(loser, firstWon, books);
            }
        }
    }

    /** Who is further, if anybody is under way; another one is given up. */
    @Nullable
    Attempt further() {
        Attempt one = first;
        Attempt other = second;
        if (one != null) {
            won(other != null && other.progress().stage().compareTo(one.progress().stage()) > 0 ? other : one);
        }
        return first;
    }

    /** Whether another attempt is under way beside the one that failed. */
    boolean goesOnWithout(Attempt failed) {
        Attempt left = failed == first ? second : first;
        if (second == null || left == null) {
            return false;
        }
        goOn(left);
        return true;
    }

    /** From now on only this attempt counts, with the money that is held for it; tells the other, if there was one. */
    private @Nullable Attempt goOn(Attempt one) {
        if (second == null) {
            return null;
        }
        Attempt other = one == first ? second : first;
        order.funds().keep(one == second);
        first = one;
        second = null;
        limits.watch(one, plan.isEmpty());
        return other;
    }

    /** Nobody else is asked. */
    void stop() {
        if (hedge != null) {
            hedge.stop();
        }
    }
}

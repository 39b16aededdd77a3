package dev.interline.relay;

import dev.interline.config.Hedging;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Money;
import dev.interline.exchange.Operation;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.routing.Candidate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The second endpoint that one request may have: when its first is later than 19 of 20 of that endpoint's answers, if there is
 * another one, money for both, and the share of requests that have one is not used up.
 *
 * <p>Only where the first content tells how an endpoint does: of streams and of vectors. An answer in one piece takes long
 * because it is long, and would elsewhere.
 */
final class Hedge {
    private static final UpstreamFailure OUTRUN = UpstreamFailure.of(Fault.HEDGED, "Another endpoint was faster");

    private final Relay relay;
    private final Order order;
    private final Hedging rules;
    private final Deadlines.Deadline late;
    private boolean used;

    private Hedge(Relay relay, Order order, Runnable late) {
        this.relay = relay;
        this.order = order;
        this.rules = order.config().routing().hedge();
        this.late = relay.loop().deadlines().deadline(late);
    }

    /**
     * Null for a request that cannot have one.
     *
     * @param late what is to happen when the attempt that is waited for is late; it may be over by then
     */
    static @Nullable Hedge of(Relay relay, Order order, List<Candidate> candidates, Runnable late) {
        Hedging rules = order.config().routing().hedge();
        if (!rules.isOn()) {
            return null;
        }
        relay.hedges().asked(rules.millionths());
        var facts = order.exchange().facts();
        boolean tells = facts.stream() || facts.operation() == Operation.EMBED;
        return tells && candidates.size() > 1 ? new Hedge(relay, order, late) : null;
    }

    /** Waits for the first content of this attempt, and of no other. */
    void await(Attempt first) {
        long usual = used ? 0 : relay.verdicts().lateness(first.candidate());
        if (usual > 0) {
            late.set(first.progress().began() + Math.max(usual, rules.shortestWait().toNanos()));
        } else {
            late.clear();
        }
    }

    void stop() {
        late.clear();
    }

    /** Who is to be asked beside this attempt: taken from the plan, and money is held for both. */
    Optional<Candidate> second(Attempt first, Plan plan) {
        Optional<Candidate> found =
                used || !relay.hedges().allows() ? Optional.empty() : plan.beside(first.candidate());
        Optional<Candidate> paid = found.filter(it -> order.funds().fitsBeside(it.endpoint(), order.terms(it)));
        paid.ifPresent(candidate -> {
            used = true;
            relay.hedges().take();
            plan.take(candidate);
        });
        return paid;
    }

    /** Gives an attempt up, at once: the other one was faster. What it cost is the house's. */
    void outrun(Attempt loser, boolean second, Books books) {
        loser.cancel();
        Money cost = books.outrun(loser, OUTRUN);
        relay.verdicts().outrun(loser, !second);
        relay.traffic().outrun(loser.candidate().provider(), second, cost);
    }
}

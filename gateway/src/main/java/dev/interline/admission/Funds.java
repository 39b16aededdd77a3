package dev.interline.admission;

import dev.interline.catalog.Endpoint;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Money;
import dev.interline.ledger.Grant;
import dev.interline.ledger.Hold;
import dev.interline.ledger.Spender;
import dev.interline.ledger.Terms;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The money of one request. Before each attempt it holds the most that the attempt can cost, in the end it charges what the
 * answer did cost and gives back the rest; {@link #release} is safe in every ending.
 *
 * <p>A client without a bound on output is not refused because a model <em>could</em> write 64,000 tokens: while money is
 * ample all of them are held, when it is short as many as it is enough for, and only below a useful minimum is the request
 * refused. Confined to the event loop of its request.
 */
public final class Funds {
    private final Exchange exchange;
    private final Instant begun;
    private final Spender spender;
    private final Policy policy;
    private final Optional<Money> cap;
    private @Nullable Hold hold;
    private @Nullable Hold second;

    /**
     * What is the same for all requests.
     *
     * @param usefulTokens output tokens without which an answer is of no use
     * @param unknownPrice what is held for an endpoint whose price nobody knows, and charged at most
     */
    public record Policy(int usefulTokens, Money unknownPrice) {
        /** Sixteen tokens, one dollar. */
        public static final Policy DEFAULT = new Policy(16, new Money(1_000_000_000));
    }

    /**
     * The money of a request.
     *
     * @param begun when it was, which prices may depend on
     * @param cap what the client lets it cost at most
     */
    public Funds(Exchange exchange, Instant begun, Spender spender, Optional<Money> cap, Policy policy) {
        this.exchange = exchange;
        this.begun = begun;
        this.spender = spender;
        this.cap = cap;
        this.policy = policy;
    }

    /**
     * Holds what an answer of this endpoint can cost, instead of what was held before.
     *
     * @param terms who pays that
     */
    public Fit fit(Endpoint endpoint, Terms terms) {
        var bound = Bound.of(exchange, endpoint, begun, policy.usefulTokens());
        boolean known = bound.pricing().isKnown();
        Money most = known ? bound.mostCost() : policy.unknownPrice();
        Money least = known ? bound.leastCost() : Money.ZERO;
        return switch (take(terms, most, least)) {
            case Grant.Refused(var limit, var left) -> new Fit.TooDear(Refusals.of(limit, left, bound, spender));
            case Grant.Held(Hold held) -> {
                hold = held;
                yield new Fit.Affordable(held.amount().compareTo(most) >= 0 || !known ? OptionalLong.empty()
                        : OptionalLong.of(bound.affordable(held.amount()) / exchange.facts().output().choices()));
            }
        };
    }

    /**
     * What {@link #fit} would hold now; nothing is held.
     *
     * @param terms who pays that
     */
    public Quote quote(Endpoint endpoint, Terms terms) {
        var bound = Bound.of(exchange, endpoint, begun, policy.usefulTokens());
        boolean known = bound.pricing().isKnown();
        Money most = known ? bound.mostCost() : policy.unknownPrice();
        Money least = known ? bound.leastCost() : Money.ZERO;
        return switch (spender.look(cap, terms, most, least)) {
            case Grant.Refused(var limit, var left) -> new Quote(bound.prompt(), bound.completion(), known, most,
                    Optional.of(Refusals.of(limit, left, bound, spender)));
            case Grant.Held(Hold held) -> new Quote(bound.prompt(), known && held.amount().compareTo(most) < 0
                    ? bound.affordable(held.amount()) : bound.completion(), known, held.amount(), Optional.empty());
        };
    }

    private Grant take(Terms terms, Money most, Money least) {
        Hold before = hold;
        return before == null ? spender.hold(cap, terms, most, least) : before.change(terms, most, least);
    }

    /**
     * Holds what an answer of another endpoint can cost beside what is held already, all of it or nothing.
     *
     * @param terms who pays that
     * @return whether it is held; {@link #keep} has to follow
     */
    public boolean fitsBeside(Endpoint endpoint, Terms terms) {
        var bound = Bound.of(exchange, endpoint, begun, policy.usefulTokens());
        Money most = bound.pricing().isKnown() ? bound.mostCost() : policy.unknownPrice();
        if (spender.hold(cap, terms, most, most) instanceof Grant.Held(Hold held)) {
            second = held;
            return true;
        }
        return false;
    }

    /** Of the two that are held keeps one, the other is given back. */
    public void keep(boolean theSecond) {
        Hold other = theSecond ? hold : second;
        if (theSecond) {
            hold = second;
        }
        second = null;
        if (other != null) {
            other.release();
        }
    }

    /**
     * Charges what an answer cost, as far as it is held, and gives back the rest.
     *
     * @return how much of the cost is charged to whoever pays by the terms of the last fit
     */
    public Money settle(Money cost) {
        Hold held = hold;
        return held == null ? Money.ZERO : held.settle(cost);
    }

    /** The same for an answer that may go on; nothing is charged. */
    public Money chargeable(Money cost) {
        Hold held = hold;
        return held == null ? Money.ZERO : held.chargeable(cost);
    }

    /** Gives back what is held; nothing if it was settled. */
    public void release() {
        keep(false);
        Hold held = hold;
        if (held != null) {
            held.release();
        }
    }
}

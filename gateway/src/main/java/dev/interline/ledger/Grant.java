package dev.interline.ledger;

import dev.interline.exchange.Money;

/** What became of the wish to hold money. */
public sealed interface Grant {
    /** It is held. */
    record Held(Hold hold) implements Grant {}

    /**
     * Too little is left.
     *
     * @param limit the tightest limit
     * @param left the largest cost that all limits still allow, at least zero
     */
    record Refused(Limit limit, Money left) implements Grant {}
}

package dev.interline.ledger;

import dev.interline.exchange.Money;

/**
 * A change of an account's money.
 *
 * @param amount what is added; a charge is negative
 * @param reference what it is for: a generation's id, a code's hash
 * @param actor who did it
 * @param note why, in words
 */
public record Entry(String account, Kind kind, Money amount, String reference, String actor, String note) {
    /** What kinds of changes there are. */
    public enum Kind {
        /** What an account had when its book was begun. */
        OPENING,
        /** An administrator gave or took credits. */
        CREDIT,
        /** A code was redeemed. */
        CODE,
        /** A generation was charged. */
        CHARGE,
        /** A month is over; what the account had is in the note, and nothing changes. */
        CLOSING
    }

    /** The charge for a generation. */
    public static Entry charge(String account, String generation, Money cost) {
        return new Entry(account, Kind.CHARGE, Money.ZERO.minus(cost), generation, "relay", "");
    }
}

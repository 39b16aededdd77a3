package dev.interline.ledger;

import dev.interline.exchange.Money;

/**
 * Who pays what a generation costs at its provider's prices.
 *
 * @param byok whether the caller's own account at the provider pays it, and credits only a fee
 * @param feeMillionths that fee, in millionths of the cost; 0 where credits pay everything
 */
public record Terms(boolean byok, int feeMillionths) {
    /** Credits pay. */
    public static final Terms CREDITS = new Terms(false, 0);

    private static final long WHOLE = 1_000_000;

    public Terms {
        if (feeMillionths < 0 || feeMillionths > WHOLE || !byok && feeMillionths > 0) {
            throw new IllegalArgumentException("a fee of " + feeMillionths + " millionths");
        }
    }

    /** The caller's own account pays; credits pay so many millionths of it as a fee. */
    public static Terms byok(int feeMillionths) {
        return new Terms(true, feeMillionths);
    }

    /** What credits pay of a cost; a part of a nano-dollar counts as one. */
    public Money credits(Money cost) {
        return byok ? new Money(credits(cost.nanos())) : cost;
    }

    /** What credits pay of a cost, in nano-dollars; a part of one counts as one. */
    long credits(long cost) {
        // Dividing first keeps the product in range.
        return byok ? cost / WHOLE * feeMillionths + Math.ceilDiv(cost % WHOLE * feeMillionths, WHOLE) : cost;
    }

    /** What the caller's own account pays of a cost. */
    long own(long cost) {
        return byok ? cost : 0;
    }

    /** What a limit counts of a cost. */
    long counted(Limit limit, long cost) {
        return Math.addExact(credits(cost), limit.countsByok() ? own(cost) : 0);
    }

    /** The largest cost of which a limit counts at most so much; {@link Long#MAX_VALUE} if it counts nothing of any. */
    long largest(Limit limit, long room) {
        if (!byok) {
            return room;
        }
        long weight = feeMillionths + (limit.countsByok() ? WHOLE : 0);
        if (weight == 0) {
            return Long.MAX_VALUE;
        }
        return room / weight * WHOLE + room % weight * WHOLE / weight;
    }
}

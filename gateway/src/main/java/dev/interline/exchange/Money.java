package dev.interline.exchange;

import dev.interline.bytes.ByteSink;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of US dollars in whole nano-dollars (1e-9 $); negative amounts are debts.
 *
 * <p>The range is about +-9.2 billion dollars; arithmetic beyond it fails loudly.
 *
 * @param nanos nano-dollars
 */
public record Money(long nanos) implements Comparable<Money> {
    public static final Money ZERO = new Money(0);

    private static final int SCALE = 9;
    private static final int LONGEST = 21;

    /** The amount nearest to {@code dollars}, halves away from zero. This is the one place where money is rounded. */
    public static Money ofDollars(BigDecimal dollars) {
        return new Money(dollars.setScale(SCALE, RoundingMode.HALF_UP).unscaledValue().longValueExact());
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(nanos, other.nanos));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(nanos, other.nanos));
    }

    public boolean isZero() {
        return nanos == 0;
    }

    /** The amount in dollars, exactly. */
    public BigDecimal dollars() {
        return BigDecimal.valueOf(nanos, SCALE);
    }

    /** The amount in dollars as JSON writes it: exact, no exponent, no trailing zeros. */
    public String json() {
        return json(new ByteSink(LONGEST)).toString();
    }

    /** Appends the amount in dollars as JSON writes it. */
    public ByteSink json(ByteSink out) {
        return out.decimal(nanos, SCALE);
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(nanos, other.nanos);
    }

    @Override
    public String toString() {
        return "$" + json();
    }
}

package dev.interline.door;

import dev.interline.exchange.Money;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import java.math.BigDecimal;
import java.util.Optional;

/** The request header {@code X-Max-Cost}: what a client lets one request cost at most, in dollars. */
final class MaxCost {
    private static final int LONGEST = 32;
    private static final BigDecimal MOST = new BigDecimal(1_000_000_000);

    private MaxCost() {}

    /** @throws Rejected when it is no amount of dollars */
    static Optional<Money> of(Optional<String> header) {
        return header.map(MaxCost::parse);
    }

    private static Money parse(String text) {
        try {
            if (text.length() <= LONGEST) {
                var dollars = new BigDecimal(text.strip());
                if (dollars.signum() >= 0 && dollars.compareTo(MOST) <= 0) {
                    return Money.ofDollars(dollars);
                }
            }
        } catch (NumberFormatException e) {
            // Told below, as any other text that is no amount.
        }
        throw new Rejected(Problem.invalid("X-Max-Cost: expected dollars from 0 to 1000000000, such as 0.05, not \""
                + (text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...") + "\""));
    }
}

package dev.interline.generations;

import dev.interline.exchange.Money;

/**
 * What was charged over some time.
 *
 * @param charged what credits paid
 * @param byok what the caller's own accounts at providers paid
 */
public record Spent(Money charged, Money byok) {
    public static final Spent NOTHING = new Spent(Money.ZERO, Money.ZERO);
}

package dev.interline.generations;

import dev.interline.exchange.Money;

/**
 * What was charged over some time.
 *
 * @param charged everything
 * @param byok the part of it for answers of the caller's own accounts at providers
 */
public record Spent(Money charged, Money byok) {
    public static final Spent NOTHING = new Spent(Money.ZERO, Money.ZERO);
}

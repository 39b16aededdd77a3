package dev.interline.exchange;

/**
 * What one generation costs its caller.
 *
 * @param total what is charged
 * @param prompt the part for the prompt at the provider's prices
 * @param completion the part for the output at the provider's prices
 * @param cacheDiscount what the cache saved (positive) or cost (negative) against uncached prices
 */
public record Cost(Money total, Money prompt, Money completion, Money cacheDiscount) {
    /** The same of which only so much is charged. */
    public Cost charging(Money charged) {
        return charged.equals(total) ? this : new Cost(charged, prompt, completion, cacheDiscount);
    }

    public static final Cost FREE = new Cost(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);
}

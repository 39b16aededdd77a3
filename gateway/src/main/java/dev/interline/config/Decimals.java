package dev.interline.config;

import java.math.BigDecimal;

/** How decimals are read: exact, and equal when they are worth the same. */
final class Decimals {
    private Decimals() {}

    /** Reads a plain or scientific decimal of at most 40 characters and exponents that stay printable. */
    static BigDecimal parse(String text) {
        if (text.length() > 40) {
            throw new NumberFormatException("too long");
        }
        var value = new BigDecimal(text);
        if (Math.abs((long) value.scale()) > 40) {
            throw new NumberFormatException("too far from zero, or too near");
        }
        return normal(value);
    }

    /** The same value without trailing zeros and without a negative scale. */
    static BigDecimal normal(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}

package dev.interline.config;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The credit that an account begins with.
 *
 * @param dollars the amount, to the nano-dollar; empty for an unmetered account, whose use is only recorded
 */
public record Credits(Optional<BigDecimal> dollars) {

    public static final Credits UNMETERED = new Credits(Optional.empty());

    public Credits {
        dollars = dollars.map(Decimals::normal);
        dollars.ifPresent(amount -> {
            if (amount.signum() < 0 || amount.scale() > 9 || amount.compareTo(new BigDecimal("1000000000")) > 0) {
                throw new IllegalArgumentException("dollars from 0 to 1000000000 with at most 9 decimals");
            }
        });
    }

    static Credits parse(String text) {
        return text.equals("unmetered") ? UNMETERED : new Credits(Optional.of(Decimals.parse(text)));
    }

    @Override
    public String toString() {
        return dollars.map(BigDecimal::toPlainString).orElse("unmetered");
    }
}

package dev.interline.config;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * A second endpoint for requests whose first one is late; the faster of the two answers.
 *
 * @param share of all requests that may have one; 0: none has
 * @param shortestWait from the beginning of an attempt, however fast its endpoint usually is
 */
public record Hedging(@Default("0") BigDecimal share, @Default("100ms") Duration shortestWait) {
    private static final int DECIMALS = 6;

    public Hedging {
        new Checks()
                .between("share", share, BigDecimal.ZERO, BigDecimal.ONE)
                .that(share.stripTrailingZeros().scale() <= DECIMALS, "share", share,
                        "a share such as 0.05, with at most " + DECIMALS + " decimals")
                .between("shortest-wait", shortestWait, Duration.ofMillis(10), Duration.ofMinutes(10))
                .done();
    }

    /** Whether any request may have one. */
    public boolean isOn() {
        return share.signum() > 0;
    }

    /** The share in millionths. */
    public int millionths() {
        return share.movePointRight(DECIMALS).intValueExact();
    }
}

package dev.interline.config;

import java.math.BigDecimal;
import java.util.Map;

/**
 * Settings about the callers' accounts.
 *
 * @param defaultCredits what the account that the first start creates begins with
 * @param byokFee what credits pay for an answer that the caller's own account at the provider pays, as a share of the
 *        provider's price: from 0 to 1, with at most 6 decimals
 * @param allowed what keys of an account may use at most, by the account's id
 */
public record Accounts(@Default("1000") Credits defaultCredits, @Default("0") BigDecimal byokFee,
        Map<String, AllowedEntry> allowed) {
    private static final int DECIMALS = 6;

    public Accounts {
        allowed = Config.ordered(allowed);
        new Checks().between("byok-fee", byokFee, BigDecimal.ZERO, BigDecimal.ONE)
                .that(byokFee.stripTrailingZeros().scale() <= DECIMALS, "byok-fee", byokFee,
                        "a share such as 0.05, with at most " + DECIMALS + " decimals")
                .done();
    }

    /** The fee in millionths of the provider's price. */
    public int byokFeeMillionths() {
        return byokFee.movePointRight(DECIMALS).intValueExact();
    }
}

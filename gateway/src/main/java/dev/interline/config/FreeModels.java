package dev.interline.config;

import java.math.BigDecimal;

/**
 * How often an account may ask models whose id ends in {@code :free}.
 *
 * @param perMinute requests that begin within any 60 seconds
 * @param perDay requests that are answered on a UTC day
 * @param perDayCredited the same for accounts that were ever credited enough
 * @param credited how many dollars that is
 */
public record FreeModels(
        @Default("20") int perMinute,
        @Default("50") int perDay,
        @Default("1000") int perDayCredited,
        @Default("10") BigDecimal credited) {

    public FreeModels {
        new Checks()
                .between("per-minute", perMinute, 0, Pace.MOST)
                .between("per-day", perDay, 0, Pace.MOST)
                .between("per-day-credited", perDayCredited, 0, Pace.MOST)
                .between("credited", credited, BigDecimal.ZERO, BigDecimal.valueOf(Pace.MOST))
                .done();
    }
}

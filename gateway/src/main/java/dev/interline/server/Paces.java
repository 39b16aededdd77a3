package dev.interline.server;

import dev.interline.config.Pace;
import dev.interline.config.Rates;
import dev.interline.exchange.Money;
import dev.interline.limits.RateLimits;

/** How often callers may ask, as the configuration says it. */
final class Paces {
    private Paces() {}

    static RateLimits of(Rates rates) {
        var free = rates.free();
        return new RateLimits(of(rates.account()), of(rates.key()), new RateLimits.FreeModels(free.perMinute(),
                free.perDay(), free.perDayCredited(), Money.ofDollars(free.credited())),
                new RateLimits.Queue(rates.queue().size(), rates.queue().maxWait()));
    }

    private static RateLimits.Pace of(Pace pace) {
        return new RateLimits.Pace(pace.perMinute().orElse(RateLimits.NONE),
                pace.concurrent().orElse(RateLimits.NONE));
    }
}

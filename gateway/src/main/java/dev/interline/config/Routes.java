package dev.interline.config;

import java.time.Duration;

/**
 * Which endpoint of a model is asked first where a request does not say, and which is asked again.
 *
 * @param order by what
 * @param retryPause how long, on average, is waited before endpoints that broke down are asked once more because no other is
 *        left; zero: they are not
 * @param retryAfterLimit for how long at most an endpoint is left alone that answers 429 and says when to come back; zero: not
 * @param hedge a second endpoint beside one that is late
 */
public record Routes(
        @Default("balanced") Order order,
        @Default("200ms") Duration retryPause,
        @Default("1h") Duration retryAfterLimit,
        Hedging hedge) {

    public Routes {
        new Checks()
                .between("retry-pause", retryPause, Duration.ZERO, Duration.ofSeconds(10))
                .between("retry-after-limit", retryAfterLimit, Duration.ZERO, Duration.ofHours(24))
                .done();
    }

    /** By what endpoints are ordered. */
    public enum Order {
        /** Traffic is spread, the cheaper the more, and kept from endpoints that had an outage. */
        BALANCED,
        /** The cheapest is always asked first, equal prices in the order of the configuration, whatever happened before. */
        CHEAPEST
    }
}

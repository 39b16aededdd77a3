package dev.interline.routing;

import dev.interline.catalog.Variant;
import dev.interline.exchange.Preferences;
import java.util.Locale;
import java.util.Set;

/** What a request wants endpoints to be ordered by (OpenRouter: {@code provider.sort} and model variants). */
enum Sort {
    /** It says nothing. */
    DEFAULT(Reason.PRICE),
    /** Cheapest first. */
    PRICE(Reason.PRICE),
    /** Most tokens a second first. */
    THROUGHPUT(Reason.THROUGHPUT),
    /** Soonest first. */
    LATENCY(Reason.LATENCY),
    /** Best first. */
    EXACTO(Reason.QUALITY);

    private final Reason reason;

    Sort(Reason reason) {
        this.reason = reason;
    }

    /** Why an endpoint that this sorts stands where it does. */
    Reason reason() {
        return reason;
    }

    /** What the request says; the {@code provider} object is more exact than a suffix of a model's name. */
    static Sort of(Preferences wishes, Set<Variant> variants) {
        if (wishes.sort().isPresent()) {
            return valueOf(wishes.sort().get().toUpperCase(Locale.ROOT));
        }
        if (variants.isEmpty()) {
            return DEFAULT;
        }
        return variants.contains(Variant.NITRO) ? THROUGHPUT
                : variants.contains(Variant.FLOOR) ? PRICE : variants.contains(Variant.EXACTO) ? EXACTO : DEFAULT;
    }
}

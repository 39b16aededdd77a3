package dev.interline.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keys under which prices are told (OpenRouter: models, pricing) and what a plausible price is. */
final class Prices {
    /** Dollars per token. */
    static final List<String> PER_TOKEN = List.of("prompt", "completion", "internal_reasoning", "input_cache_read",
            "input_cache_write", "input_cache_write_1h", "image_token", "image_output", "audio", "audio_output",
            "input_audio", "input_audio_cache");
    /** Dollars per request, image or search. */
    static final List<String> PER_UNIT = List.of("request", "image", "web_search");

    /** Ten thousand dollars for a million tokens: above all real prices, below nearly all slips of the unit. */
    private static final BigDecimal TOKEN_LIMIT = new BigDecimal("0.01");
    private static final BigDecimal UNIT_LIMIT = new BigDecimal("100");

    private Prices() {}

    /** Complains about unknown keys, negative prices and, if asked, about prices in the wrong unit. */
    static void check(Checks checks, String path, Map<String, BigDecimal> prices, boolean units) {
        prices.forEach((key, price) -> {
            boolean perToken = PER_TOKEN.contains(key);
            String where = path + "." + key;
            if (!perToken && !PER_UNIT.contains(key)) {
                var known = new ArrayList<>(PER_TOKEN);
                known.addAll(PER_UNIT);
                checks.that(false, where, price, "an unknown price" + Nearest.hint(key, known) + "; allowed: "
                        + String.join(", ", known));
                return;
            }
            checks.that(price.signum() >= 0, where, price, "dollars, 0 or more");
            checks.that(!units || !perToken || price.compareTo(TOKEN_LIMIT) < 0, where, price,
                    "dollars per token, under 0.01; this looks like a price per million tokens, which would be "
                            + Decimals.normal(price.movePointLeft(6)).toPlainString()
                            + " (unit-check: false allows it)");
            checks.that(!units || perToken || price.compareTo(UNIT_LIMIT) < 0, where, price,
                    "dollars for one, under 100 (unit-check: false allows it)");
        });
    }
}

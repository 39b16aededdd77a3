package dev.interline.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prices that hold instead of others when all that is said of a request is so (OpenRouter: pricing overrides). Of several
 * that hold the last one counts, for each price.
 *
 * @param minPromptTokens prompts of more tokens than this
 * @param utcStart from this minute of the day on, as HHMM in UTC (30 is 00:30, 1630 is 16:30)
 * @param utcEnd up to this minute, which is outside; before the start: on the next day
 * @param utcDays on these days of the week: mon, tue, ...
 * @param pricing dollars per token or unit, by OpenRouter's keys
 */
public record PriceOverride(Optional<Long> minPromptTokens, Optional<Integer> utcStart, Optional<Integer> utcEnd,
        List<String> utcDays, Map<String, BigDecimal> pricing) {
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int HOUR = 100;
    private static final int MINUTES = 60;
    private static final int MIDNIGHT = 2_400;

    public PriceOverride {
        utcDays = List.copyOf(utcDays);
        pricing = Config.ordered(pricing);
        var checks = new Checks()
                .that(minPromptTokens.isPresent() || utcStart.isPresent() || utcEnd.isPresent() || !utcDays.isEmpty(),
                        "pricing", "", "with at least one of min-prompt-tokens, utc-start, utc-end, utc-days")
                .that(!pricing.isEmpty(), "pricing", "", "at least one price")
                .words("utc-days", utcDays, DAYS);
        minPromptTokens.ifPresent(tokens -> checks.between("min-prompt-tokens", tokens, 0L, 1_000_000_000L));
        utcStart.ifPresent(time -> checks.that(isTime(time), "utc-start", time, "a time as HHMM, such as 1630"));
        utcEnd.ifPresent(time -> checks.that(isTime(time) || time == MIDNIGHT, "utc-end", time,
                "a time as HHMM, such as 1630, or 2400"));
        checks.done();
    }

    private static boolean isTime(int time) {
        return time >= 0 && time < MIDNIGHT && time % HOUR < MINUTES;
    }
}

package dev.interline.admin.api;

import dev.interline.ledger.Period;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the API calls the periods of the ledger. */
public final class Intervals {
    /** The periods that end. */
    public static final Map<String, Period> RESETS = resets();

    private Intervals() {}

    private static Map<String, Period> resets() {
        var words = new LinkedHashMap<String, Period>();
        words.put("daily", Period.DAY);
        words.put("weekly", Period.WEEK);
        words.put("monthly", Period.MONTH);
        return words;
    }

    /** All periods. */
    static Map<String, Period> all() {
        var words = new LinkedHashMap<>(RESETS);
        words.put("lifetime", Period.EVER);
        return words;
    }

    /** The word for a period. */
    static String word(Period period) {
        return switch (period) {
            case DAY -> "daily";
            case WEEK -> "weekly";
            case MONTH -> "monthly";
            case EVER -> "lifetime";
        };
    }
}

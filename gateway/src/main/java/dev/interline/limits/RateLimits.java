package dev.interline.limits;

import dev.interline.exchange.Money;

/**
 * How many requests are let through; {@link #NONE} stands for any number.
 *
 * @param account for all keys of an account together
 * @param key for each key; a number of requests per minute that is the key's own goes before
 */
public record RateLimits(Pace account, Pace key, FreeModels free) {
    /** Where nothing is limited. */
    public static final int NONE = Integer.MAX_VALUE;

    /** Requests that may begin within any 60 seconds, and that may be under way at one time. */
    public record Pace(int perMinute, int concurrent) {
        boolean limits() {
            return perMinute != NONE || concurrent != NONE;
        }
    }

    /**
     * Requests of free models, of all keys of an account together (OpenRouter: limits).
     *
     * @param perMinute within any 60 seconds
     * @param perDay on a UTC day
     * @param perDayCredited the same for accounts that were ever credited enough
     * @param credited how much that is
     */
    public record FreeModels(int perMinute, int perDay, int perDayCredited, Money credited) {}

    /**
     * Whether anything limits a request.
     *
     * @param keyPerMinute as in {@link Asker}
     * @param free whether a free model may answer it
     */
    public boolean limit(int keyPerMinute, boolean free) {
        return free || keyPerMinute != NONE || key.limits() || account.limits();
    }
}

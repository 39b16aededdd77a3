package dev.interline.limits;

import dev.interline.exchange.Money;
import java.time.Duration;

/**
 * How many requests are let through; {@link #NONE} stands for any number.
 *
 * @param account for all keys of an account together
 * @param key for each key; a number of requests per minute that is the key's own goes before
 * @param queue where those may wait that are one too many
 */
public record RateLimits(Pace account, Pace key, FreeModels free, Queue queue) {
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
     * Requests that wait instead of being refused at once.
     *
     * @param size most of one account that wait at one time; 0: none may
     * @param maxWait how long one waits at most
     */
    public record Queue(int size, Duration maxWait) {
        /** Nobody waits. */
        public static final Queue NONE = new Queue(0, Duration.ZERO);
    }

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

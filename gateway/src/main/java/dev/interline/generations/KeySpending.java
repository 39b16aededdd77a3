package dev.interline.generations;

/**
 * What a key was charged, over UTC periods that include today.
 *
 * @param ever since the key was made
 * @param today since midnight
 * @param week since Monday
 * @param month since the first
 */
public record KeySpending(Spent ever, Spent today, Spent week, Spent month) {
    public static final KeySpending NOTHING =
            new KeySpending(Spent.NOTHING, Spent.NOTHING, Spent.NOTHING, Spent.NOTHING);
}

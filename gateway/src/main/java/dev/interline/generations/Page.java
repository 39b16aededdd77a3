package dev.interline.generations;

/**
 * A part of a list.
 *
 * @param offset how many to skip, at least 0
 * @param limit how many at most, 1 to {@value #MAX_LIMIT}
 */
public record Page(int offset, int limit) {
    /** Longest page, and the one that is given when nobody asks for less. */
    public static final int MAX_LIMIT = 100;

    public static final Page FIRST = new Page(0, MAX_LIMIT);

    public Page {
        if (offset < 0) {
            throw new IllegalArgumentException("offset " + offset + " is negative");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + " is not between 1 and " + MAX_LIMIT);
        }
    }
}

package dev.interline.health;

/**
 * How fast one whole answer came.
 *
 * @param firstContentNanos from sending the request to the first content; 0 if that says nothing, since the answer came in
 *        one piece
 * @param tokens output tokens, as the endpoint counted them; 0 if it did not, or if its client slowed it down
 * @param nanos from sending the request to the end
 */
public record Performance(long firstContentNanos, long tokens, long nanos) {
    /** Nothing was measured. */
    public static final Performance UNKNOWN = new Performance(0, 0, 0);
}

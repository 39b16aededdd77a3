package dev.interline.exchange;

/**
 * How much output is wanted, beside its bound.
 *
 * @param choices how many answers; of vectors, one for each input
 * @param thinking reasoning tokens that were asked for by number; 0 if none were
 */
public record Output(int choices, long thinking) {
    /** One answer, and no number of reasoning tokens. */
    public static final Output PLAIN = new Output(1, 0);
}

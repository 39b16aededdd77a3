package dev.interline.routing;

import java.util.Locale;

/** Why a candidate stands where it does. */
public enum Reason {
    /** No other endpoint may serve. */
    ONLY,
    /** The request names its provider in {@code provider.order}. */
    NAMED,
    /** It was drawn, by its price. */
    DRAWN,
    /** It served the conversation before, whose prompt is in its cache. */
    KEPT,
    /** By its price. */
    PRICE,
    /** By how many tokens it writes in a second. */
    THROUGHPUT,
    /** By how soon its answers begin. */
    LATENCY,
    /** By how good its answers are, as far as that is measured. */
    QUALITY,
    /** Nobody knows yet how fast it is: it is tried to find out. */
    EXPLORED,
    /** Behind others, for a request with tools: the quality of its answers is below that of the others. */
    POOR,
    /** Behind others: it is slower than the request prefers. */
    SLOW,
    /** Behind others: as many requests are under way there as it takes, by its last 429s. */
    FULL,
    /** Behind others: it had an outage, and is let back gradually. */
    UNSTABLE,
    /** Behind others: it asked to be left alone for a while. */
    PAUSED,
    /** Behind others: it only stands in for real ones. */
    STAND_IN;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name in the API. */
    public String text() {
        return text;
    }
}

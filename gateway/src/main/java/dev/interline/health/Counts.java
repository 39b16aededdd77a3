package dev.interline.health;

/**
 * How attempts of some time ended; what a caller or we ourselves caused is not among them.
 *
 * @param served whole answers
 * @param failed failures for which the endpoint is to blame
 * @param limited the endpoint asked to be left alone (429); neither of the above
 */
public record Counts(long served, long failed, long limited) {
    /** Nothing was asked. */
    public static final Counts NONE = new Counts(0, 0, 0);

    /** Served of those that served or failed, in percent; NaN without any (OpenRouter: uptime). */
    public double uptime() {
        return served + failed == 0 ? Double.NaN : 100.0 * served / (served + failed);
    }

    /** How many say something about the uptime. */
    public long telling() {
        return served + failed;
    }
}

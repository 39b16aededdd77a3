package dev.interline.health;

/**
 * What is shown of an endpoint.
 *
 * @param status 0 when all is well; -1: degraded, returning or asked to be left alone; -2: down
 * @param share of its usual traffic that it gets, from 0 to 1
 * @param outages since the server began
 * @param speeds of the last 30 minutes
 * @param calls answers with tool calls of the last two hours: served where a program could have run them, else failed
 */
public record Report(int status, double share, long outages, Counts fiveMinutes, Counts halfHour, Counts day,
        Vitals.Speeds speeds, Counts calls) {
    /** Nothing was ever asked of it. */
    public static final Report UNKNOWN =
            new Report(0, 1, 0, Counts.NONE, Counts.NONE, Counts.NONE, Vitals.Speeds.UNKNOWN, Counts.NONE);
}

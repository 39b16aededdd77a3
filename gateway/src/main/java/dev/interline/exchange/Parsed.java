package dev.interline.exchange;

/** What a dialect made of a request body. */
public sealed interface Parsed {
    /** Understood. */
    record Accepted(Exchange exchange) implements Parsed {}

    /** Not understood or not allowed. */
    record Refused(Problem problem) implements Parsed {}
}

package dev.interline.catalog.api;

import dev.interline.exchange.Problem;

/** What came of a question about the catalog. */
public sealed interface Reply {

    /** The answer, with status 200. */
    record Answered(Document document) implements Reply {}

    /** A parameter that cannot be, or a model that nobody has. */
    record Refused(Problem problem) implements Reply {}
}

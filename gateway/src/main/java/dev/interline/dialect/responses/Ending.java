package dev.interline.dialect.responses;

import dev.interline.exchange.Problem;

/** How a response ended. */
sealed interface Ending {
    /** With all that the model had to say. */
    record Well() implements Ending {}

    /** In the middle; the reason is a word of {@code incomplete_details}. */
    record CutShort(String reason) implements Ending {}

    /** With an error. */
    record Failed(Problem problem) implements Ending {}

    /** The response's status, which is also the name of its last event. */
    default String status() {
        return switch (this) {
            case Well _ -> "completed";
            case CutShort _ -> "incomplete";
            case Failed _ -> "failed";
        };
    }
}

package dev.interline.provider.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How the last user message steers the answer: {@code [[simulate: status=503 retry_after=2]]}. See docs/simulator.md.
 *
 * @param status the HTTP error to answer with
 * @param retryAfter its {@code Retry-After}, in whole seconds
 * @param firstToken the pause between the head of the answer and its first token
 * @param tokens length of a prose answer
 * @param rate tokens a second; empty for as fast as they are taken
 * @param fault what breaks, and when
 * @param usage whether token counts are told
 * @param finish the finish reason to give instead of the true one; {@code none} for none at all
 * @param empty whether the answer has no content
 * @param tool the function to call instead of the first; {@code none} for none
 */
record Directives(OptionalInt status, Optional<Duration> retryAfter, Duration firstToken, OptionalInt tokens,
        OptionalDouble rate, Optional<Fault> fault, boolean usage, Optional<String> finish, boolean empty,
        Optional<String> tool) {

    /** Something that breaks after so many tokens, or at the end of a shorter answer. */
    record Fault(Kind kind, int after) {
        enum Kind {
            /** The connection dies. */
            CUT,
            /** Nothing more comes. */
            STALL,
            /** Something comes that is no JSON. */
            MALFORMED
        }
    }

    /** What came of reading directives. */
    sealed interface Reading {}

    record Read(Directives directives) implements Reading {}

    /** A directive that is not known or has a value that is not allowed; the message says what is. */
    record Misread(String message) implements Reading {}

    /** Reads the insides of all directives of a message; of one that occurs twice the last counts. */
    static Reading read(List<String> directives) {
        var reader = new DirectiveReader();
        for (String directive : directives) {
            for (String word : directive.strip().split("[\\s,]+", -1)) {
                Optional<String> complaint = word.isEmpty() ? Optional.empty() : reader.take(word);
                if (complaint.isPresent()) {
                    return new Misread(complaint.get());
                }
            }
        }
        return new Read(reader.directives());
    }
}

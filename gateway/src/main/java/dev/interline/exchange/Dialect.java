package dev.interline.exchange;

import dev.interline.bytes.ByteSink;
import java.util.Optional;

/** What clients of one kind speak: a pure codec between their wire and the neutral vocabulary. Thread-safe. */
public interface Dialect {
    Wire wire();

    /** Reads and checks a request body of {@code body[0, length)}; never throws for what a client may send. */
    Parsed parse(Operation operation, byte[] body, int length, Headers headers);

    /** A writer for one attempt to answer. */
    Writer writer(Exchange exchange, Answer answer);

    /** The JSON answer to {@link Operation#COUNT_TOKENS}, where the dialect has that. */
    default void writeCount(long promptTokens, ByteSink out) {
        throw new IllegalStateException(wire() + " has no such operation");
    }

    /** The JSON body of an error; {@code generation} is the id of the generation that failed, if one began. */
    byte[] error(Problem problem, Optional<String> generation);
}

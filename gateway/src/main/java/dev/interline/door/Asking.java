package dev.interline.door;

import dev.interline.config.Timeouts;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Operation;
import dev.interline.relay.Downstream;
import java.util.function.Function;

/**
 * How a model is asked.
 *
 * @param dialect what the request is written in, and the answer
 * @param timeouts how long it may take
 * @param client where the answer goes
 * @param paced whether it counts as a request of its caller
 * @param explains whether it is only told what would become of it
 */
record Asking(Operation operation, Dialect dialect, Timeouts timeouts, Function<Visit, Downstream> client,
        boolean paced, boolean explains) {
    /** As the routes of the API do: the answer goes to the client. */
    static Asking plainly(Visit visit, Operation operation, Dialect dialect) {
        return new Asking(operation, dialect, visit.snapshot().config().timeouts(), ClientSide::new,
                true, false);
    }

    /** The same, but nothing is asked and nothing is counted: the answer is what would become of the request. */
    static Asking explaining(Visit visit, Operation operation, Dialect dialect) {
        return new Asking(operation, dialect, visit.snapshot().config().timeouts(), ClientSide::new, false, true);
    }

    Asking within(Timeouts others) {
        return new Asking(operation, dialect, others, client, paced, explains);
    }

    /** The same for somebody who looks at the answer first; further rounds are no requests of the caller's. */
    Asking collecting(Function<Visit, Downstream> collector, boolean first) {
        return new Asking(operation, dialect, timeouts, collector, first, explains);
    }
}

package dev.interline.exchange;

import java.time.Duration;
import java.util.Map;

/**
 * An answer that is played inside this process as if an upstream sent it: a head, then steps, each after a pause.
 */
public interface Script {
    /** Status and headers, after a pause. */
    record Head(Duration after, int status, Map<String, String> headers) {
        public Head {
            headers = Map.copyOf(headers);
        }
    }

    /** What happens next on the imagined connection. */
    sealed interface Step {
        /** Bytes of the body arrive. */
        record Send(Duration after, byte[] bytes) implements Step {}

        /** The body ends well. */
        record End(Duration after) implements Step {}

        /** The connection dies. */
        record Cut(Duration after) implements Step {}

        /** Nothing more ever happens. */
        record Stall() implements Step {}
    }

    Head head();

    /** The next step; not called again after an end, a cut or a stall. Cheap, called on an event loop. */
    Step next();
}

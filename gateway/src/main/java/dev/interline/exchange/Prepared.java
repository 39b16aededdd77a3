package dev.interline.exchange;

import dev.interline.bytes.GatheringSink;
import java.util.Map;
import java.util.function.Supplier;

/** What a provider made of a request for one target. */
public sealed interface Prepared {
    /**
     * An HTTP POST to send.
     *
     * @param path appended to the vendor's base URL
     * @param headers beyond credential, vendor headers, content type and length
     */
    record Call(String path, Map<String, String> headers, GatheringSink body) implements Prepared {
        public Call {
            headers = Map.copyOf(headers);
        }
    }

    /** An answer made inside this process; the script is made off the event loop, since it may take its time. */
    record Local(Supplier<Script> script) implements Prepared {}

    /** The request cannot be said in this upstream's wire format. */
    record Inexpressible(Problem problem) implements Prepared {}
}

package dev.interline.door;

import dev.interline.identity.Caller;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One line for each request: what, how it ended, how long it took, whose key. Never a prompt, never a secret. */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("access");

    void write(Visit visit, long nanos) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        LoggingEventBuilder entry = LOG.atInfo()
                .addKeyValue("client", visit.client())
                .addKeyValue("method", visit.request().method().name())
                .addKeyValue("route", visit.route())
                .addKeyValue("status", visit.status())
                .addKeyValue("ms", nanos / 1_000_000)
                .addKeyValue("bytes", visit.bytesWritten());
        String generation = visit.response().headers().get(Fields.GENERATION);
        if (generation != null) {
            entry = entry.addKeyValue("generation", generation);
        }
        Optional<String> key = visit.caller().map(Caller::label);
        if (key.isPresent()) {
            entry = entry.addKeyValue("key", key.get());
        }
        entry.log("request");
    }
}

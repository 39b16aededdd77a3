package dev.interline.relay;

import dev.interline.exchange.UpstreamFailure;
import dev.interline.routing.Candidate;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The log line of a generation that failed. Its client is told the generation's id, whatever else it is told, and that finds the
 * line. An upstream's own words may repeat a prompt, so that they are not in it.
 */
final class Complaint {
    private static final Logger LOG = LoggerFactory.getLogger("failures");
    private static final int SERVER = 500;

    private Complaint() {}

    /**
     * Nobody answered.
     *
     * @param candidate whose failure the client is told
     * @param status what the client is answered
     */
    static void failed(Order order, Candidate candidate, UpstreamFailure failure, int status) {
        write(status < SERVER ? Level.INFO : Level.WARN, order, candidate, failure, "nobody answered");
    }

    /** An answer broke in the middle. */
    static void brokeOff(Order order, Candidate candidate, UpstreamFailure failure) {
        write(Level.WARN, order, candidate, failure, "an answer broke off");
    }

    private static void write(Level level, Order order, Candidate candidate, UpstreamFailure failure, String what) {
        if (LOG.isEnabledForLevel(level)) {
            LOG.atLevel(level)
                    .addKeyValue("generation", order.id())
                    .addKeyValue("model", candidate.endpoint().model())
                    .addKeyValue("endpoint", candidate.endpoint().tag())
                    .addKeyValue("fault", failure.fault().name().toLowerCase(Locale.ROOT))
                    .addKeyValue("upstream_status", failure.status())
                    .log(what);
        }
    }
}

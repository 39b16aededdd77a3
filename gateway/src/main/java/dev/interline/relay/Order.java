package dev.interline.relay;

import dev.interline.admission.Funds;
import dev.interline.config.Config;
import dev.interline.config.ProviderEntry;
import dev.interline.config.Timeouts;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Exchange;
import dev.interline.generations.Generation;
import dev.interline.identity.Caller;
import dev.interline.ledger.Terms;
import dev.interline.routing.Candidate;
import dev.interline.routing.Explanation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An admitted request, as the relay takes it over.
 *
 * @param id the generation's id
 * @param begun when the request was admitted
 * @param funds what pays for it
 * @param client what the client told about itself
 * @param config the configuration with which the request was admitted
 * @param timeouts how long it may take, where no provider has limits of its own
 * @param explanation why it goes where it goes, if its client wants to know
 */
public record Order(String id, Instant begun, Exchange exchange, Dialect dialect, Caller caller, Funds funds,
        Generation.Client client, Config config, Timeouts timeouts, Downstream downstream,
        Optional<Explanation> explanation) {

    /** How long the gateway waits for this candidate's upstream. */
    Timeouts timeouts(Candidate candidate) {
        ProviderEntry entry = entry(candidate);
        return entry == null ? timeouts : timeouts.with(entry.timeouts());
    }

    /** Whether this candidate's answer is read to its end even when the client has left, since it is charged anyway. */
    boolean drains(Candidate candidate) {
        ProviderEntry entry = entry(candidate);
        return entry != null && entry.onDisconnect() == ProviderEntry.OnDisconnect.DRAIN;
    }

    /** How long an endpoint is left alone that asked for so long. */
    Duration honoured(Duration wish) {
        Duration limit = config.routing().retryAfterLimit();
        return wish.compareTo(limit) < 0 ? wish : limit;
    }

    /**
     * How long to wait before endpoints that broke down are asked once more: from half to one and a half of what is configured,
     * by the generation's id, which is random, so that requests which failed together do not come back together.
     */
    Duration retryPause() {
        return config.routing().retryPause().multipliedBy(128 + (id.hashCode() & 0xff)).dividedBy(256);
    }

    /** Who pays for this candidate's answer. */
    Terms terms(Candidate candidate) {
        return candidate.byok() ? Terms.byok(config.accounts().byokFeeMillionths()) : Terms.CREDITS;
    }

    /** Most bytes that are kept back while failover is still open. */
    long heldBack() {
        return config.limits().heldBack().bytes();
    }

    private @Nullable ProviderEntry entry(Candidate candidate) {
        return config.providers().get(candidate.target().vendor().slug());
    }
}

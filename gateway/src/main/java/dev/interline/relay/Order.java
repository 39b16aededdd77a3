package dev.interline.relay;

import dev.interline.config.Timeouts;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Exchange;
import dev.interline.generations.Generation;
import dev.interline.identity.Caller;
import java.time.Instant;

/**
 * An admitted request, as the relay takes it over.
 *
 * @param id the generation's id
 * @param begun when the request was admitted
 * @param client what the client told about itself
 * @param timeouts the limits that held when the request was admitted
 * @param heldBack most bytes that are kept back while failover is still open
 */
public record Order(String id, Instant begun, Exchange exchange, Dialect dialect, Caller caller,
        Generation.Client client, Timeouts timeouts, long heldBack, Downstream downstream) {}

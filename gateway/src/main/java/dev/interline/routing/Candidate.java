package dev.interline.routing;

import dev.interline.catalog.Endpoint;
import dev.interline.exchange.Target;

/**
 * An endpoint that may serve a request.
 *
 * @param target the endpoint as a provider needs it
 */
public record Candidate(Endpoint endpoint, Target target) {
    static Candidate of(Endpoint endpoint) {
        return new Candidate(endpoint, endpoint.target());
    }

    /** The same for a caller who can pay for no more than so many output tokens. */
    public Candidate affording(long tokens) {
        return new Candidate(endpoint, target.affording(tokens));
    }

    /** Display name of the provider. */
    public String provider() {
        return target.vendor().name();
    }
}

package dev.interline.routing;

import dev.interline.catalog.Endpoint;
import dev.interline.exchange.OwnKey;
import dev.interline.exchange.Target;

/**
 * An endpoint that may serve a request.
 *
 * @param target the endpoint as a provider needs it
 * @param byok whether the caller's own account at the provider serves (bring your own key)
 */
public record Candidate(Endpoint endpoint, Target target, boolean byok) {
    static Candidate of(Endpoint endpoint) {
        return new Candidate(endpoint, endpoint.target(), false);
    }

    /** With a key of the caller's own. */
    static Candidate of(Endpoint endpoint, OwnKey key) {
        return new Candidate(endpoint, endpoint.target(key), true);
    }

    /** The same for a caller who can pay for no more than so many output tokens. */
    public Candidate affording(long tokens) {
        return new Candidate(endpoint, target.affording(tokens), byok);
    }

    /** Display name of the provider. */
    public String provider() {
        return target.vendor().name();
    }
}

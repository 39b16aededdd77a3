package dev.interline.routing;

import dev.interline.catalog.Endpoint;
import dev.interline.exchange.OwnKey;
import dev.interline.exchange.Target;

/**
 * An endpoint that may serve a request.
 *
 * @param target the endpoint as a provider needs it
 * @param byok whether the caller's own account at the provider serves (bring your own key)
 * @param reason why it stands where it does among those of its kind
 */
public record Candidate(Endpoint endpoint, Target target, boolean byok, Reason reason) {
    static Candidate of(Choice choice) {
        return new Candidate(choice.endpoint(), choice.endpoint().target(), false, choice.reason());
    }

    /** With a key of the caller's own. */
    static Candidate of(Choice choice, OwnKey key) {
        return new Candidate(choice.endpoint(), choice.endpoint().target(key), true, choice.reason());
    }

    /** The same for a caller who can pay for no more than so many output tokens. */
    public Candidate affording(long tokens) {
        return new Candidate(endpoint, target.affording(tokens), byok, reason);
    }

    /** Display name of the provider. */
    public String provider() {
        return target.vendor().name();
    }
}

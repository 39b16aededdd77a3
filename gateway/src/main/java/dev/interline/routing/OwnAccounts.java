package dev.interline.routing;

import dev.interline.catalog.Endpoint;
import dev.interline.exchange.OwnKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What a caller's own keys make of the ranked endpoints of one model (OpenRouter: bring your own key, order): first those
 * that the keys open, then the gateway's own accounts, last those that are opened by keys kept for that case. With several
 * keys for an endpoint, each is tried there in the order of the keys.
 */
final class OwnAccounts {
    private final List<OwnKey> keys;

    /** @param keys in the order in which they are to be tried */
    OwnAccounts(List<OwnKey> keys) {
        this.keys = keys;
    }

    /** Whether a request could be sent there now, with the gateway's account or with one of the caller's. */
    boolean serve(Endpoint endpoint) {
        return endpoint.servable() || open(endpoint);
    }

    private boolean open(Endpoint endpoint) {
        for (OwnKey key : keys) {
            if (endpoint.opensWith(key)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds the candidates that ranked endpoints make.
     *
     * @param forOwn the same endpoints in the order that holds for the caller's own accounts
     */
    void add(List<Choice> ranked, List<Choice> forOwn, List<Candidate> to) {
        if (keys.isEmpty()) {
            for (Choice choice : ranked) {
                to.add(Candidate.of(choice));
            }
            return;
        }
        addOwn(forOwn, false, to);
        boolean own = ranked.stream().anyMatch(choice -> open(choice.endpoint()));
        for (Choice choice : ranked) {
            Endpoint endpoint = choice.endpoint();
            // Whoever has an account at a real provider wants no invention in its place.
            if (endpoint.servable() && !(own && endpoint.upstream().standIn())) {
                to.add(Candidate.of(choice));
            }
        }
        addOwn(forOwn, true, to);
    }

    private void addOwn(List<Choice> ranked, boolean fallback, List<Candidate> to) {
        for (Choice choice : ranked) {
            for (OwnKey key : keys) {
                if (key.fallback() == fallback && choice.endpoint().opensWith(key)) {
                    to.add(Candidate.of(choice, key));
                }
            }
        }
    }

    /** What is left of one model's candidates when no other endpoint may be tried: the first endpoint, however opened. */
    static List<Candidate> ofTheTop(List<Candidate> candidates) {
        var left = new ArrayList<Candidate>(1);
        for (Candidate candidate : candidates) {
            if (candidate.endpoint().equals(candidates.getFirst().endpoint())) {
                left.add(candidate);
            }
        }
        return left;
    }
}

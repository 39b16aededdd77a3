package dev.interline.routing;

import dev.interline.exchange.Problem;
import java.util.List;
import java.util.Optional;

/** What routing made of a request. */
public sealed interface Ranking {
    /**
     * The endpoints to try, best first; at least one.
     *
     * @param pick what a router chose, if the request left the model to one
     */
    record Ranked(List<Candidate> candidates, Optional<Pick> pick) implements Ranking {
        public Ranked {
            candidates = List.copyOf(candidates);
        }
    }

    /** No endpoint may serve, and why. */
    record Unroutable(Problem problem) implements Ranking {}
}

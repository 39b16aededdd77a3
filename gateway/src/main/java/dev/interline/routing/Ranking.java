package dev.interline.routing;

import dev.interline.exchange.Problem;
import java.util.List;

/** What routing made of a request. */
public sealed interface Ranking {
    /** The endpoints to try, best first; at least one. */
    record Ranked(List<Candidate> candidates) implements Ranking {
        public Ranked {
            candidates = List.copyOf(candidates);
        }
    }

    /** No endpoint may serve, and why. */
    record Unroutable(Problem problem) implements Ranking {}
}

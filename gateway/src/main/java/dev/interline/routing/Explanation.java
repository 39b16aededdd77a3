package dev.interline.routing;

import dev.interline.catalog.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a request is to go where it is to go. Made only for those who ask.
 *
 * @param requested the model that was asked for, as written
 * @param strategy how models were chosen, in OpenRouter's words ({@code RoutingStrategy})
 * @param candidates the endpoints to try, best first; empty if the request was refused
 * @param excluded endpoints of the same models that are not to be tried
 * @param pick what a router chose, if the request left the model to one
 * @param begun when the request was, which prices may depend on
 * @param took how long the decision took
 */
public record Explanation(String requested, String strategy, List<Candidate> candidates, List<Excluded> excluded,
        Optional<Pick> pick, Instant begun, Duration took) {
    public Explanation {
        candidates = List.copyOf(candidates);
        excluded = List.copyOf(excluded);
    }

    /**
     * An endpoint that is not to be tried.
     *
     * @param by the first condition that it does not meet: a filter's name as in {@code availability.excluded_by},
     *        {@code not_configured}, {@code service_tier}, {@code stand_in} or {@code allow_fallbacks}
     * @param field what of the request, or of its caller, makes that condition, if it is one of them
     */
    public record Excluded(Endpoint endpoint, String by, Optional<String> field) {}
}

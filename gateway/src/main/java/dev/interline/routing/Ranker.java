package dev.interline.routing;

import dev.interline.catalog.Endpoint;
import dev.interline.exchange.Facts;
import java.time.Instant;
import java.util.List;

/** Orders the endpoints of one model that are allowed to serve a request; adds and drops none. Pure. */
@FunctionalInterface
public interface Ranker {
    /**
     * The endpoints, best first.
     *
     * @param begun when the request was, which prices may depend on
     */
    List<Endpoint> rank(List<Endpoint> allowed, Facts facts, Instant begun);
}

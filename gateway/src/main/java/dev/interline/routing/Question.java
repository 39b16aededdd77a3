package dev.interline.routing;

import dev.interline.catalog.Catalog;
import dev.interline.exchange.Facts;
import java.time.Instant;

/**
 * What an order is wanted for.
 *
 * @param sort what to order by, where the request says so
 * @param catalog what the names in the request mean
 * @param begun when the request was, which prices may depend on
 */
record Question(Facts facts, Sort sort, Catalog catalog, Instant begun) {
    /** The same, to be ordered by something else. */
    Question sortedBy(Sort other) {
        return other == sort ? this : new Question(facts, other, catalog, begun);
    }
}

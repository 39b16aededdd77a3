package dev.interline.routing;

import dev.interline.catalog.Catalog;
import dev.interline.exchange.Facts;
import java.time.Instant;

/**
 * What an order is wanted for.
 *
 * @param sort what to order by, where the request says so
 * @param catalog what the names in the request mean
 * @param kept tag of the endpoint that served the conversation before; empty without one
 * @param begun when the request was, which prices may depend on
 */
record Question(Facts facts, Sort sort, Catalog catalog, String kept, Instant begun) {
    /** The same for another model. */
    Question with(Sort otherSort, String otherKept) {
        return otherSort == sort && otherKept.equals(kept) ? this
                : new Question(facts, otherSort, catalog, otherKept, begun);
    }
}

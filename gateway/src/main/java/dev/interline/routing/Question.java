package dev.interline.routing;

import dev.interline.catalog.Catalog;
import dev.interline.exchange.Facts;
import java.time.Instant;

/**
 * What an order is wanted for.
 *
 * @param sort what to order by, where the request says so
 * @param catalog what the names in the request mean
 * @param kept where the conversation was served before
 * @param begun when the request was, which prices may depend on
 */
record Question(Facts facts, Sort sort, Catalog catalog, Kept kept, Instant begun) {
    /** The same for another model. */
    Question with(Sort otherSort, Kept otherKept) {
        return otherSort == sort && otherKept.equals(kept) ? this
                : new Question(facts, otherSort, catalog, otherKept, begun);
    }
}

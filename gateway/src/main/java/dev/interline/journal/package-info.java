/**
 * What was promised to clients and is not in the database yet: entries in mapped files, which survive the process.
 *
 * <p>Start reading at {@link dev.interline.journal.Journal}. An append copies into the page cache and never waits for a
 * disk; one reader takes the entries out again, in the order in which they came, also those that an earlier process left
 * behind. What an entry means is its owner's business.
 */
@NullMarked
package dev.interline.journal;

import org.jspecify.annotations.NullMarked;

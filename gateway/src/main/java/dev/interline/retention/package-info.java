/**
 * How long records are kept. Start at {@link dev.interline.retention.Pruner}. The ledger and the daily sums are kept for
 * good; nothing here knows them.
 */
@NullMarked
package dev.interline.retention;

import org.jspecify.annotations.NullMarked;

/**
 * What upstreams do wrong and clients must not notice: one test for each row of {@code ../shared/faults.md}, in every dialect,
 * streamed and whole. Start at {@link dev.interline.it.faults.House}; {@code RowsTest} demands that no row is left.
 */
@NullMarked
package dev.interline.it.faults;

import org.jspecify.annotations.NullMarked;

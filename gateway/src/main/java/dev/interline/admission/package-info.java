/**
 * Whether a request can be paid for.
 *
 * <p>Start at {@link dev.interline.admission.Funds}, the money of one request. It holds, before each attempt, the most that
 * the attempt can cost ({@code Bound}), and charges in the end what it did cost. Nothing here blocks; a request's funds
 * belong to its event loop, what they draw on is guarded by the ledger.
 */
@NullMarked
package dev.interline.admission;

import org.jspecify.annotations.NullMarked;

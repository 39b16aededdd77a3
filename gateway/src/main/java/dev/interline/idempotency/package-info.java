/**
 * Paid answers that are given again for nothing: a client that names its call with an {@code Idempotency-Key} may repeat
 * it. {@link dev.interline.idempotency.Answers} says what becomes of a call, without blocking; what is kept lies in the
 * database.
 */
@NullMarked
package dev.interline.idempotency;

import org.jspecify.annotations.NullMarked;

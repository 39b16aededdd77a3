/**
 * What an account's generations come to: the activity of its last days, and answers to whatever else is asked of them.
 *
 * <p>Start reading at {@link dev.interline.generations.activity.Activity} and
 * {@link dev.interline.generations.activity.Analytics}. Both only read, block, and belong to the control plane. All SQL is
 * put together from the expressions in the {@code *Store} classes; whatever somebody sent is a bound value.
 */
@NullMarked
package dev.interline.generations.activity;

import org.jspecify.annotations.NullMarked;

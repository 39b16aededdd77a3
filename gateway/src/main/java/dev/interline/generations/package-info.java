/**
 * One record per generation, and the settlement that makes it durable and charges for it.
 *
 * <p>Start reading at {@link dev.interline.generations.Generation}. The data plane sees only
 * {@link dev.interline.generations.Settlement}, which never blocks; behind it one writer thread commits groups. The
 * queries block and belong to the control plane.
 */
@NullMarked
package dev.interline.generations;

import org.jspecify.annotations.NullMarked;

/**
 * The master key and the keys that are derived from it, one for each purpose.
 *
 * <p>Start at {@link dev.interline.secrets.MasterKey}. Opening it blocks; what it gives is safe from every thread.
 */
@NullMarked
package dev.interline.secrets;

import org.jspecify.annotations.NullMarked;

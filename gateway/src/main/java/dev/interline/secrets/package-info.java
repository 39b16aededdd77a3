/**
 * The master key, the keys that are derived from it, one for each purpose, and how secrets are kept in the database.
 *
 * <p>Start at {@link dev.interline.secrets.MasterKey}; {@link dev.interline.secrets.Vault} encrypts with one of its keys.
 * Opening the master key blocks; everything else is safe from every thread and does not.
 */
@NullMarked
package dev.interline.secrets;

import org.jspecify.annotations.NullMarked;

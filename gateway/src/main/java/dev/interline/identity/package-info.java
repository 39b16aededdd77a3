/**
 * Who calls and who pays: accounts and their API keys.
 *
 * <p>The data plane asks {@link dev.interline.identity.Keys}, which is memory only and safe from every thread. Start
 * reading there.
 */
@NullMarked
package dev.interline.identity;

import org.jspecify.annotations.NullMarked;

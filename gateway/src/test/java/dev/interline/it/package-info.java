/**
 * Drives the packaged gateway as its users do: over sockets, against upstreams that misbehave, through signals and
 * crashes. Start at {@link dev.interline.it.ChatIT}; what the tests stand on is in {@code harness}.
 */
@NullMarked
package dev.interline.it;

import org.jspecify.annotations.NullMarked;

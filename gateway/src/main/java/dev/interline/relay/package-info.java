/**
 * The I/O of the data plane: upstream connections, attempts, streaming, cancellation, settlement.
 *
 * <p>Start at {@link dev.interline.relay.Relay}, then {@code Delivery}, the state machine of one request: waiting for
 * content, delivering it, settling. Its collaborators are {@code Attempt} (one try at one endpoint), {@code Upstream}
 * (the connection of that try), {@code TimeLimits} and {@code Books}. {@code Connections} is the way out: Vert.x connects,
 * Netty decodes, each {@code Connection} serves one exchange after another. Everything of one request lives on the event
 * loop of its client's connection and never blocks; there are no locks, and all limits share one wheel, {@code Deadlines}.
 */
@NullMarked
package dev.interline.relay;

import org.jspecify.annotations.NullMarked;

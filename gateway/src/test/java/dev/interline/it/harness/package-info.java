/**
 * What the integration tests stand on: a real gateway in its own process, upstreams that misbehave on raw sockets, and
 * clients that see every byte.
 *
 * <p>Start at {@link dev.interline.it.harness.TestGateway} and {@link dev.interline.it.harness.FakeUpstream}. Values
 * may be shared; a connection belongs to the thread that opened it, except that its peer may be watched by others.
 */
@NullMarked
package dev.interline.it.harness;

import org.jspecify.annotations.NullMarked;

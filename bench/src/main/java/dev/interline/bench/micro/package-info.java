/**
 * Micro benchmarks of what happens to every request inside the gateway, without a socket: time and garbage of one call.
 *
 * <p>{@code bench/micro} runs them; {@link dev.interline.bench.micro.Samples} holds the bytes that they are fed.
 */
@NullMarked
package dev.interline.bench.micro;

import org.jspecify.annotations.NullMarked;

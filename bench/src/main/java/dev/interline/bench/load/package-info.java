/**
 * The load harness: how much CPU, memory and time the packaged gateway takes, beside nginx as a bare proxy.
 *
 * <p>Start reading at {@link dev.interline.bench.load.Main}. One thread, the {@link dev.interline.bench.load.Reactor},
 * is both the clients and the provider, so that neither waits for the other; it spins, so that what is measured never
 * pays for waking it. The processes that are measured run on another processor.
 */
@NullMarked
package dev.interline.bench.load;

import org.jspecify.annotations.NullMarked;

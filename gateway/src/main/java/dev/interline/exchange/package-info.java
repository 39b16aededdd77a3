/**
 * The neutral vocabulary in which client dialects and provider dialects meet: request, conversation, chunks, events,
 * usage, problems, and the four small interfaces that a dialect or a provider implements.
 *
 * <p>Start at {@link dev.interline.exchange.Exchange} (a request as it was understood),
 * {@link dev.interline.exchange.Chunk} (a piece of an answer) and {@link dev.interline.exchange.Provider},
 * {@link dev.interline.exchange.Dialect}. Values are immutable and free to share; readers, writers and chunks belong to
 * one event loop. No I/O. The semantics are those of OpenRouter's chat completions, the widest of all wires.
 */
@NullMarked
package dev.interline.exchange;

import org.jspecify.annotations.NullMarked;

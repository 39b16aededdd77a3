/**
 * What clients of Anthropic's Messages speak, with OpenRouter's additions.
 *
 * <p>Start at {@link dev.interline.dialect.messages.MessagesDialect}. Requests: {@code RequestScan} (checks and facts)
 * and {@code RequestMeaning} (everything, on demand). Answers: frames of the same wire are patched ({@code Splicer}),
 * those of another become events of this wire first ({@code EventEncoder}); {@code StreamWriter} sends events,
 * {@code DocumentWriter} one JSON message. No I/O; the dialect is thread-safe, writers belong to one event loop.
 */
@NullMarked
package dev.interline.dialect.messages;

import org.jspecify.annotations.NullMarked;

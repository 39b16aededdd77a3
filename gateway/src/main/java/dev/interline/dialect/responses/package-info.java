/**
 * What clients of OpenAI's Responses speak, with OpenRouter's additions. Nothing is stored: every request brings its whole
 * conversation.
 *
 * <p>Start at {@link dev.interline.dialect.responses.ResponsesDialect}. Requests: {@code RequestScan} (checks and facts)
 * and {@code RequestMeaning} (everything, on demand). Answers: {@code EventEncoder} makes output items of neutral events
 * and tells them as events of this wire; {@code StreamWriter} sends these, {@code DocumentWriter} only what they come to.
 * No I/O; the dialect is thread-safe, writers belong to one event loop.
 */
@NullMarked
package dev.interline.dialect.responses;

import org.jspecify.annotations.NullMarked;

/**
 * What clients of OpenAI's Responses speak, with OpenRouter's additions. Every request that
 * comes here brings its whole conversation: what is kept is put before it by others.
 *
 * <p>Start at {@link dev.interline.dialect.responses.ResponsesDialect}. Requests: {@code RequestScan} (checks and facts)
 * and {@code RequestMeaning} (everything, on demand). Answers: {@code EventEncoder} makes output items of neutral events
 * and tells them as events of this wire; {@code StreamWriter} sends these, {@code DocumentWriter} only what they come to. {@code Splice} passes the events of an
 * upstream of the same wire on.
 * No I/O; the dialect is thread-safe, writers belong to one event loop.
 */
@NullMarked
package dev.interline.dialect.responses;

import org.jspecify.annotations.NullMarked;

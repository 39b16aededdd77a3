/**
 * The upstream side of OpenAI's Responses, for every vendor that has them (Open Responses).
 *
 * <p>Start at {@link dev.interline.provider.responses.ResponsesProvider}. Requests: {@code SplicedRequest} when the client
 * speaks the same wire, {@code WrittenRequest} when not. Answers: {@code ResponsesReader} frames them, {@code FrameScan}
 * reads each frame once, {@code EventDecoder} says it in neutral words. Nothing is stored upstream. The provider is
 * thread-safe; a reader belongs to one event loop.
 */
@NullMarked
package dev.interline.provider.responses;

import org.jspecify.annotations.NullMarked;

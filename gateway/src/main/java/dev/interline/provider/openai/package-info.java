/**
 * The upstream side of the chat completions wire: one codec for every OpenAI-compatible vendor. What sets vendors apart
 * is data ({@link dev.interline.exchange.Quirks}).
 *
 * <p>Start at {@link dev.interline.provider.openai.OpenAiProvider}. Requests: {@code RequestSplice} when the client
 * speaks the same wire, {@code RequestEncoder} when not. Answers: {@code ChatReader} frames them, {@code FrameScan}
 * reads each frame once. The provider is thread-safe; a reader belongs to one event loop.
 */
@NullMarked
package dev.interline.provider.openai;

import org.jspecify.annotations.NullMarked;

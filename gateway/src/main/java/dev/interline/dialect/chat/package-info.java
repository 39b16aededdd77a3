/**
 * The client side of the chat completions wire, as OpenRouter speaks it.
 *
 * <p>Start at {@link dev.interline.dialect.chat.ChatDialect}. Requests: {@code RequestScan} checks a body in one pass,
 * {@code Meaning} decodes it when another wire has to be written. Answers: {@code StreamWriter} and {@code JsonWriter},
 * both on {@code FrameSplice} when the upstream speaks the same wire and on {@code EventEncoder} when not. The dialect is
 * thread-safe; a writer belongs to one event loop.
 */
@NullMarked
package dev.interline.dialect.chat;

import org.jspecify.annotations.NullMarked;

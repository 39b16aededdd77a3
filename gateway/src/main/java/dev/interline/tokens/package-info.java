/**
 * Counts tokens: for the answers of the simulator, for {@code count_tokens} and for estimates before a request is sent.
 *
 * <p>Start at {@link dev.interline.tokens.Tokenizers}. What an upstream reports is what is billed; a count made here is
 * exact for models that use OpenAI's vocabularies and an estimate for all others. Thread-safe. The first count loads a
 * vocabulary (tens of milliseconds) and a long text takes milliseconds: call it off the event loop.
 */
@NullMarked
package dev.interline.tokens;

import org.jspecify.annotations.NullMarked;

/**
 * OpenAI's legacy completions, as clients speak them: a text goes on.
 *
 * <p>Start at {@link dev.interline.dialect.completions.CompletionsDialect}. The request comes down to a chat completion with
 * one message, which is what the models of today understand; the answer is written in the old form. Pure.
 */
@NullMarked
package dev.interline.dialect.completions;

import org.jspecify.annotations.NullMarked;

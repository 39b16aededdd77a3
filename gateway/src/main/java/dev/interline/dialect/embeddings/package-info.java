/**
 * OpenAI's embeddings with OpenRouter's additions, as clients speak them.
 *
 * <p>Start at {@link dev.interline.dialect.embeddings.EmbeddingsDialect}. A request is checked in one pass and spliced on;
 * vectors are never decoded: what comes from the upstream goes out as it came, with our identity before and the settled
 * usage behind it. There are no streams. Pure: bytes in, bytes out.
 */
@NullMarked
package dev.interline.dialect.embeddings;

import org.jspecify.annotations.NullMarked;

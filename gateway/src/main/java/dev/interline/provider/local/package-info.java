/**
 * Vectors made inside this process: by a model that was put beside the program, or, where there is none, made up.
 *
 * <p>Start at {@link dev.interline.provider.local.LocalEmbeddings}, a provider whose upstream is a
 * {@link dev.interline.provider.local.Embedder}; that is also what an extension implements. Vectors are made on a few
 * threads of their own, never on an event loop, and answered on OpenAI's wire, so that whatever reads an upstream reads
 * these too.
 */
@NullMarked
package dev.interline.provider.local;

import org.jspecify.annotations.NullMarked;

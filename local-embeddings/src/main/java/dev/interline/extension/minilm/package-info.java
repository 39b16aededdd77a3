/**
 * An extension of the gateway: all-MiniLM-L6-v2, a small model for embeddings that runs on any processor and needs no
 * network. Start at {@link dev.interline.extension.minilm.AllMiniLm}.
 */
@NullMarked
package dev.interline.extension.minilm;

import org.jspecify.annotations.NullMarked;

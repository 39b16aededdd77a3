/**
 * The samples of the documents that users come with, run as they stand but for address and key. Start at
 * {@link dev.interline.it.samples.SamplesIT}.
 */
@NullMarked
package dev.interline.it.samples;

import org.jspecify.annotations.NullMarked;

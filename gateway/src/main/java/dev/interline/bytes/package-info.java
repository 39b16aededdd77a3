/**
 * Byte work shared by every codec: scanning and splicing JSON, framing server-sent events, building output.
 *
 * <p>Start at {@link dev.interline.bytes.JsonFields} (what a JSON object holds, as spans) and
 * {@link dev.interline.bytes.SseFrames} (events out of a byte stream). Nothing here does I/O; objects are confined to
 * the thread that made them unless their Javadoc says otherwise.
 */
@NullMarked
package dev.interline.bytes;

import org.jspecify.annotations.NullMarked;

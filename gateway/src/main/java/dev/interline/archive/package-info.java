/**
 * Responses that are kept with what was asked, where the operator switched that on: for their clients to read and to go on
 * from. Start at {@link dev.interline.archive.Archive}, which is thread-safe; handing over never blocks, reading does.
 */
@NullMarked
package dev.interline.archive;

import org.jspecify.annotations.NullMarked;

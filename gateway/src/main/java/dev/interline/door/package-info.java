/**
 * The HTTP server: who calls is known before a body is read, sizes are limited, routes are found by parsed path, and
 * problems become answers in the caller's dialect.
 *
 * <p>Start at {@link dev.interline.door.Door}; {@code Lane} is the door of one event loop and {@code Routes} its table.
 * Everything runs on the event loop of the client's connection; what blocks (records, the key's view) goes to a virtual
 * thread and comes back.
 */
@NullMarked
package dev.interline.door;

import org.jspecify.annotations.NullMarked;

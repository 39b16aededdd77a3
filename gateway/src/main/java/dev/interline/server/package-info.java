/**
 * Wires the gateway by hand and runs it: configuration, store, catalog, codecs, door, and the way back.
 *
 * <p>{@link dev.interline.server.Gateway} is the whole list of parts in the order in which they depend on each other.
 */
@NullMarked
package dev.interline.server;

import org.jspecify.annotations.NullMarked;

/**
 * Decides which endpoints may serve a request, and in which order they are tried. Pure decisions over an immutable
 * catalog snapshot; start at {@link dev.interline.routing.Routing}. Thread-safe.
 */
@NullMarked
package dev.interline.routing;

import org.jspecify.annotations.NullMarked;

/**
 * Interline, a self-hosted model router. {@link dev.interline.Main} is the way in; the packages below follow the
 * journey of one request, told in ARCHITECTURE.md.
 */
@NullMarked
package dev.interline;

import org.jspecify.annotations.NullMarked;

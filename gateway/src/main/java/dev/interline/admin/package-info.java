/**
 * What administrators do and what callers may read about themselves.
 *
 * <p>Start reading at {@link dev.interline.admin.Administration}, which carries out a
 * {@link dev.interline.admin.Request}. Commands reach it through {@link dev.interline.admin.AdminClient}: by the Unix
 * socket of the server that owns the data folder ({@link dev.interline.admin.AdminSocket}), or in their own process if
 * nobody owns it. {@link dev.interline.admin.ControlPlane} opens all that is kept. Everything here blocks and belongs on
 * virtual threads.
 */
@NullMarked
package dev.interline.admin;

import org.jspecify.annotations.NullMarked;

/**
 * The API beside the models: what callers may read about themselves, and what management keys may do to their account
 * (OpenRouter: management API).
 *
 * <p>Start reading at {@link dev.interline.admin.api.ManagementApi}, the table of routes. Each {@code *Routes} class makes
 * the rows for one kind of thing, and answers them: a {@link dev.interline.admin.api.Handler} reads a
 * {@link dev.interline.admin.api.Call} and gives an {@link dev.interline.admin.api.Answer}, or throws
 * {@link dev.interline.exchange.Rejected}. Handlers block and belong on virtual threads.
 */
@NullMarked
package dev.interline.admin.api;

import org.jspecify.annotations.NullMarked;

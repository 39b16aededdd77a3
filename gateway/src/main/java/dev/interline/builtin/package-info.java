/**
 * Functions that the server itself runs when a model calls them and the request has named them: exact arithmetic, dates,
 * units, queries of JSON, counts of texts, and reading web pages.
 *
 * <p>Start at {@link dev.interline.builtin.Builtins}. All but reading pages are pure; all may block and take some
 * milliseconds, so that they run on threads of their own.
 */
@NullMarked
package dev.interline.builtin;

import org.jspecify.annotations.NullMarked;

/**
 * What clients of the service below {@code /api/v2/openrouter} send: forms that come down to a chat completion.
 *
 * <p>Start at {@link dev.interline.dialect.service.ServiceDialect}. Bodies are read into trees here, since none of this is
 * on the path of many requests. Pure; thread-safe.
 */
@NullMarked
package dev.interline.dialect.service;

import org.jspecify.annotations.NullMarked;

/**
 * What clients of the service below {@code /api/v2/openrouter} send, and integration platforms that run the connector's tasks:
 * forms that come down to a request of another dialect.
 *
 * <p>Start at {@link dev.interline.dialect.service.ServiceDialect} and {@link dev.interline.dialect.service.TaskDialect}. Bodies are read into trees here, since none of this is
 * on the path of many requests. Pure; thread-safe.
 */
@NullMarked
package dev.interline.dialect.service;

import org.jspecify.annotations.NullMarked;

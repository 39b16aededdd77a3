/**
 * The public answers about models, endpoints and providers (OpenRouter: models, endpoints, providers): a snapshot of the
 * catalog and query parameters in, finished bytes out.
 *
 * <p>Start at {@link dev.interline.catalog.api.ModelsApi}. Everything is immutable or fills itself once, and safe for
 * any thread. The first call after a change of the catalog takes some milliseconds, filtered lists a few hundred
 * microseconds: neither belongs on an event loop.
 */
@NullMarked
package dev.interline.catalog.api;

import org.jspecify.annotations.NullMarked;

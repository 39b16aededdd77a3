/**
 * How many requests a caller may make: in a minute, at one time, and of free models in a day.
 *
 * <p>Start at {@link dev.interline.limits.RateLimiter}. Everything is in memory, quick and safe from every thread; nothing
 * here knows of requests, configuration or a database.
 */
@NullMarked
package dev.interline.limits;

import org.jspecify.annotations.NullMarked;

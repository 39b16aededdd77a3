/**
 * How endpoints have done lately: outcomes, speeds, outages, and who is to be left alone for a while. Start at
 * {@link dev.interline.health.Health}; the relay tells it how every attempt ended, routing and pages read it.
 *
 * <p>Thread-safe. Memory is constant for each endpoint, about 16 KB once something was asked of it. Writing takes a monitor of
 * that endpoint for less than a microsecond; reading takes none, except once a second to bring the numbers up to date.
 */
@NullMarked
package dev.interline.health;

import org.jspecify.annotations.NullMarked;

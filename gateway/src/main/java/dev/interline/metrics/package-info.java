/**
 * What the gateway counts, for Prometheus. Start at {@link dev.interline.metrics.Metrics}. Labels are taken from the
 * catalog and from enums only, never from what a client sends. Thread-safe.
 */
@NullMarked
package dev.interline.metrics;

import org.jspecify.annotations.NullMarked;

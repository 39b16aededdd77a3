/**
 * Recorded traffic of real providers, played again over sockets. Start at
 * {@link dev.interline.it.traffic.RecordedTrafficIT}.
 */
@NullMarked
package dev.interline.it.traffic;

import org.jspecify.annotations.NullMarked;

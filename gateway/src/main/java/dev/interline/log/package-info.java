/**
 * How the log looks: one line for people or one JSON object for machines, always on standard error, since standard
 * output belongs to the commands. Start at {@link dev.interline.log.LogSetup}.
 */
@NullMarked
package dev.interline.log;

import org.jspecify.annotations.NullMarked;

/** Tells operators when somebody comes near a limit, or reaches it. Start reading at {@link dev.interline.alerts.Alerts}. */
@NullMarked
package dev.interline.alerts;

import org.jspecify.annotations.NullMarked;

/** The official clients, unmodified, against the gateway. Start at {@link dev.interline.it.sdk.NodeSdkIT}. */
@NullMarked
package dev.interline.it.sdk;

import org.jspecify.annotations.NullMarked;

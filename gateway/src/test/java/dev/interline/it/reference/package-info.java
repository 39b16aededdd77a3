/** What {@code /openapi.json} says is what the server does, and the pages that show it need nothing from elsewhere. */
@NullMarked
package dev.interline.it.reference;

import org.jspecify.annotations.NullMarked;

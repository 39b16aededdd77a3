/** Coding agents as users run them. Start at {@link dev.interline.it.agents.AgentsIT}. */
@NullMarked
package dev.interline.it.agents;

import org.jspecify.annotations.NullMarked;

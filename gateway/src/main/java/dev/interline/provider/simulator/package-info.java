/**
 * The embedded provider: answers requests inside this process, without a model, a key or a network, for first runs,
 * demos and tests.
 *
 * <p>Start at {@link dev.interline.provider.simulator.Simulator}. A request becomes an {@code Ask}, what the user said
 * and steers becomes {@code Said} and {@code Directives}, {@code Replies} thinks up the choices, and a {@code Script}
 * plays them on OpenAI's chat wire, so that whatever reads an upstream reads this one too. The same request gets the
 * same answer. Everything here is immutable but for the scripts, which belong to one attempt each.
 */
@NullMarked
package dev.interline.provider.simulator;

import org.jspecify.annotations.NullMarked;

/**
 * Conversations that the service keeps for its callers while they run functions: between a model's calls and their results.
 *
 * <p>Start at {@link dev.interline.conversations.Conversations}. All in memory, bounded and expiring.
 */
@NullMarked
package dev.interline.conversations;

import org.jspecify.annotations.NullMarked;

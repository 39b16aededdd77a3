/**
 * Upstreams that speak Anthropic's Messages: api.anthropic.com and the vendors that took over its wire.
 *
 * <p>Start at {@link dev.interline.provider.anthropic.AnthropicProvider}. A request of the same wire is spliced
 * ({@code SplicedRequest}), any other is written from its meaning ({@code WrittenRequest}); what differs from one
 * generation of Claude to the next is in {@code ClaudeModel}. Answers are scanned once ({@code FrameScan}) by
 * {@code AnthropicReader}. No I/O; the provider is thread-safe, readers belong to one event loop.
 */
@NullMarked
package dev.interline.provider.anthropic;

import org.jspecify.annotations.NullMarked;

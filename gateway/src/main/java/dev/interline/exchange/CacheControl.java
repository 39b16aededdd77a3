package dev.interline.exchange;

import java.util.Optional;

/**
 * A mark behind which the prompt may be cached (Anthropic: {@code cache_control}, type {@code ephemeral}).
 *
 * @param ttl {@code 5m} or {@code 1h}; the provider's default when absent
 */
public record CacheControl(Optional<String> ttl) {}

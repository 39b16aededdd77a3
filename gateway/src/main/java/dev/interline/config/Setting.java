package dev.interline.config;

/**
 * One key with its effective value.
 *
 * @param path such as {@code timeouts.idle}
 * @param value as it would be written, masked when secret; empty when it has none
 * @param origin where the value comes from
 */
public record Setting(String path, String value, Origin origin) {}

package dev.interline.config;

/**
 * The Responses API.
 *
 * @param store which responses are kept for their clients
 */
public record Responses(ResponsesStore store) {}

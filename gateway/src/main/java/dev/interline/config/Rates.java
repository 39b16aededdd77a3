package dev.interline.config;

/**
 * How often callers may ask.
 *
 * @param account all keys of an account together
 * @param key each key, unless it has a number of requests per minute of its own
 * @param free free models
 * @param queue where those may wait who are one too many
 */
public record Rates(Pace account, Pace key, FreeModels free, Queue queue) {}

package dev.interline.config;

/**
 * Settings about the callers' accounts.
 *
 * @param defaultCredits what the account that the first start creates begins with
 */
public record Accounts(@Default("1000") Credits defaultCredits) {}

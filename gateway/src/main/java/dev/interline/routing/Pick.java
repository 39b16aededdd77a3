package dev.interline.routing;

/**
 * What a router chose, and why: enough to explain it to whoever asked.
 *
 * @param router id of the router, such as {@code openrouter/auto}
 * @param task what the prompt was found to ask for; empty where that did not matter
 * @param tier the range of prices or of quality that was chosen from
 * @param model id of the model to be tried first
 * @param reason a few words, for people
 */
public record Pick(String router, String task, String tier, String model, String reason) {}

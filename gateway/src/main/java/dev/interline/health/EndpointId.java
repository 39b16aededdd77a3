package dev.interline.health;

/**
 * Which endpoint is meant, over reloads of the catalog.
 *
 * @param model id of the model
 * @param tag the endpoint's tag, which is unique among those of the model
 */
public record EndpointId(String model, String tag) {}

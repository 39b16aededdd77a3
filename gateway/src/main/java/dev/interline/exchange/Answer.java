package dev.interline.exchange;

/**
 * What a writer puts into every answer.
 *
 * @param id the generation's id
 * @param created when the request began, in seconds since 1970
 * @param model the catalog's id of the model that serves
 * @param provider display name of the provider that serves
 * @param stream whether the client wants a stream
 */
public record Answer(String id, long created, String model, String provider, boolean stream) {}

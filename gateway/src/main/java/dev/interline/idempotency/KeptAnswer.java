package dev.interline.idempotency;

/**
 * A whole answer with status 200.
 *
 * @param generation id of the generation that was paid for
 * @param body as it was before compression; belongs to this record
 */
public record KeptAnswer(String generation, String contentType, byte[] body) {}

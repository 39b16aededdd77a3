package dev.interline.exchange;

/** Where the bytes of an image, a document or a recording are. */
public sealed interface Media {
    /** At an address that the provider fetches. */
    record Url(String url) implements Media {}

    /** In the request, as base64. */
    record Inline(String mimeType, String base64) implements Media {}

    /** In the provider's file store. */
    record FileId(String id) implements Media {}
}

package dev.interline.provider.responses;

import dev.interline.exchange.Vendor;

/** Which family encrypted reasoning belongs to (OpenRouter: {@code reasoning_details}, {@code format}). */
final class Formats {
    private Formats() {}

    /** The family of a vendor's own reasoning: only it can read that again. */
    static String of(Vendor vendor) {
        return switch (vendor.slug()) {
            case "xai" -> "xai-responses-v1";
            case "azure" -> "azure-openai-responses-v1";
            default -> "openai-responses-v1";
        };
    }
}

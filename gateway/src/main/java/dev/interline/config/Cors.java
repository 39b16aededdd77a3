package dev.interline.config;

import java.util.List;

/**
 * Which web pages may call the API from a browser.
 *
 * @param origins origins such as {@code https://app.example.com}, or {@code *} for all
 */
public record Cors(@Default("*") List<String> origins) {

    public Cors {
        origins = List.copyOf(origins);
        var checks = new Checks();
        for (String origin : origins) {
            checks.that(origin.equals("*") || origin.matches("https?://[^/\\s?#@]+"), "origins", origin,
                    "\"*\" or origins such as https://app.example.com");
        }
        checks.done();
    }
}

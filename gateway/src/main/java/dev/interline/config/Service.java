package dev.interline.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The service below {@code /api/v2/openrouter}, for browsers and apps that hold a token instead of a key. The variables
 * {@code OPENROUTER_DEFAULT_MODEL}, {@code OPENROUTER_SITE_URL}, {@code OPENROUTER_SITE_NAME} and
 * {@code OPENROUTER_TIMEOUT} (milliseconds) say the same.
 *
 * @param defaultModel what is asked where a request names no model
 * @param siteUrl whose requests they are, for upstreams that want to know
 * @param siteName the same as a name
 * @param timeout for one request; without it as everywhere
 * @param rates requests per minute of one caller, by kind
 * @param webFetch whether the built-in function that reads web pages is there
 */
public record Service(Optional<String> defaultModel, Optional<String> siteUrl, Optional<String> siteName,
        Optional<Duration> timeout, ServiceRates rates, @Default("true") boolean webFetch) {
    public Service {
        var checks = new Checks();
        defaultModel.ifPresent(
                model -> checks.that(ModelEntry.isModelId(model), "default-model", model, ModelEntry.MODEL_ID));
        siteUrl.ifPresent(url -> checks.that(url.matches("https?://[\\x21-\\x7e]{1,500}"), "site-url", url,
                "an address such as https://example.com"));
        siteName.ifPresent(name -> checks.that(name.matches("[\\x20-\\x7e]{1,200}"), "site-name", name,
                "up to 200 printable ASCII characters"));
        timeout.ifPresent(limit -> checks.between("timeout", limit, Timeouts.SHORTEST, Timeouts.LONGEST));
        checks.done();
    }
}

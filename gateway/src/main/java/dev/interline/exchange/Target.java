package dev.interline.exchange;

import java.util.Set;

/**
 * The endpoint that a request is being prepared for.
 *
 * @param vendor whose it is
 * @param model the catalog's model id, which the client is told
 * @param upstreamModel what the vendor calls it
 * @param maxCompletionTokens most tokens it can write; 0 when unknown
 * @param supportedParameters parameters it knows; empty when nobody declared them
 */
public record Target(Vendor vendor, String model, String upstreamModel, long maxCompletionTokens,
        Set<String> supportedParameters) {
    public Target {
        supportedParameters = Set.copyOf(supportedParameters);
    }
}

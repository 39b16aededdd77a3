package dev.interline.catalog;

import java.util.List;
import java.util.Set;

/**
 * An endpoint before it is known whether its vendor can be used.
 *
 * @param vendor slug of the vendor
 * @param tag see {@link Endpoint}
 */
record Offer(String vendor, String tag, String upstreamModel, Pricing pricing, long contextLength,
        long maxCompletionTokens, Set<String> supportedParameters, List<String> input, List<String> output,
        Endpoint.Declared declared) {

    /** The offer of a vendor that serves a model as the catalog describes it. */
    static Offer asDescribed(String vendor, Model model, String upstreamModel) {
        return new Offer(vendor, vendor, upstreamModel, model.pricing(), model.contextLength(),
                model.top().maxCompletionTokens(), model.supportedParameters(), model.architecture().input(),
                model.architecture().output(), Endpoint.Declared.NOTHING);
    }

    Offer withPricing(Pricing other) {
        return new Offer(vendor, tag, upstreamModel, other, contextLength, maxCompletionTokens, supportedParameters,
                input, output, declared);
    }

    Endpoint at(Upstream upstream, String model) {
        return new Endpoint(model, upstream, tag, upstreamModel, pricing, contextLength, maxCompletionTokens, 0,
                supportedParameters, input, output, Endpoint.Tier.STANDARD, declared);
    }
}

package dev.interline.exchange;

import java.util.OptionalLong;
import java.util.Set;

/**
 * The endpoint that a request is being prepared for.
 *
 * @param vendor whose it is
 * @param model the catalog's model id, which the client is told
 * @param upstreamModel what the vendor calls it
 * @param maxCompletionTokens most tokens it can write; 0 when unknown
 * @param supportedParameters parameters it knows; empty when nobody declared them
 * @param tier how fast and how dear the endpoint serves
 * @param affordable most output tokens that the caller can pay for, where that is what bounds a request without a bound
 */
public record Target(Vendor vendor, String model, String upstreamModel, long maxCompletionTokens,
        Set<String> supportedParameters, ServiceTier tier, OptionalLong affordable) {
    public Target {
        supportedParameters = Set.copyOf(supportedParameters);
    }

    /** An endpoint of the ordinary tier that the caller can pay for. */
    public Target(Vendor vendor, String model, String upstreamModel, long maxCompletionTokens,
            Set<String> supportedParameters) {
        this(vendor, model, upstreamModel, maxCompletionTokens, supportedParameters, ServiceTier.STANDARD,
                OptionalLong.empty());
    }

    /** The same for a caller who can pay for no more than so many output tokens. */
    public Target affording(long tokens) {
        return new Target(vendor, model, upstreamModel, maxCompletionTokens, supportedParameters, tier,
                OptionalLong.of(tokens));
    }

    /**
     * The bound on output tokens to send, if any.
     *
     * @param asked what the client asked for
     */
    public OptionalLong maxTokens(OptionalLong asked) {
        return asked.isPresent() ? asked : affordable;
    }
}

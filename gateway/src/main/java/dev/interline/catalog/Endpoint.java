package dev.interline.catalog;

import dev.interline.exchange.Need;
import dev.interline.exchange.OwnKey;
import dev.interline.exchange.ServiceTier;
import dev.interline.exchange.Target;
import dev.interline.exchange.Vendor;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One model at one vendor.
 *
 * @param model id of the model
 * @param upstream whose it is, configured or not
 * @param tag the vendor's slug, with what tells it from the vendor's others for this model: {@code amazon-bedrock/us}
 * @param upstreamModel what the vendor calls the model
 * @param contextLength tokens of prompt and completion together; 0 when unknown
 * @param maxCompletionTokens tokens of one completion; 0 when unknown
 * @param maxPromptTokens tokens of one prompt; 0 when unknown
 * @param supportedParameters request parameters that it knows; empty when nobody declared them
 * @param input kinds of content that it takes; empty when nobody declared them
 * @param output kinds of content that it gives; empty when nobody declared them
 * @param tier how fast and how dear it serves
 * @param declared what its vendor or operator said about how it treats data
 */
public record Endpoint(String model, Upstream upstream, String tag, String upstreamModel, Pricing pricing,
        long contextLength, long maxCompletionTokens, long maxPromptTokens, Set<String> supportedParameters,
        List<String> input, List<String> output, Tier tier, Declared declared) {

    /**
     * A service tier.
     *
     * @param service which
     * @param ordinary what the vendor charges if it serves at the ordinary tier after all; unknown for that one itself
     */
    public record Tier(ServiceTier service, Pricing ordinary) {
        /** What everybody gets. */
        public static final Tier STANDARD = new Tier(ServiceTier.STANDARD, Pricing.UNKNOWN);
    }

    /**
     * Facts that somebody must have declared; an empty one is unknown, not false.
     *
     * @param zdr whether nothing is kept (zero data retention)
     * @param quantization e.g. {@code fp8}
     * @param region e.g. {@code eu}
     * @param dataCollection whether prompts may be stored or trained on
     * @param distillable whether the model's author allows to train others with what it writes
     */
    public record Declared(Optional<Boolean> zdr, Optional<String> quantization, Optional<String> region,
            Optional<Boolean> dataCollection, Optional<Boolean> distillable) {
        /** Nobody declared anything. */
        public static final Declared NOTHING = new Declared(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());

        /** This, and where it says nothing, the other. */
        Declared or(Declared other) {
            return equals(NOTHING) ? other
                    : new Declared(zdr.or(other::zdr), quantization.or(other::quantization), region.or(other::region),
                            dataCollection.or(other::dataCollection), distillable.or(other::distillable));
        }
    }

    public Endpoint {
        supportedParameters = Set.copyOf(supportedParameters);
        input = List.copyOf(input);
        output = List.copyOf(output);
    }

    /** Whether a request could be sent there now. */
    public boolean servable() {
        return upstream.ready();
    }

    /** Whether a request could be sent there now with this key of a caller's own. */
    public boolean opensWith(OwnKey key) {
        return upstream.opensWith(key) && key.isFor(model);
    }

    /** What a provider needs to prepare a request for it. */
    public Target target() {
        return target(upstream.vendor());
    }

    /** The same with a key of a caller's own. */
    public Target target(OwnKey key) {
        return target(upstream.vendor(key));
    }

    private Target target(Vendor vendor) {
        return new Target(vendor, model, upstreamModel, maxCompletionTokens, supportedParameters, tier.service(),
                OptionalLong.empty());
    }

    /** The same where nothing is said yet and somebody says this. */
    Endpoint declaring(Declared usual) {
        return usual.equals(Declared.NOTHING) ? this
                : new Endpoint(model, upstream, tag, upstreamModel, pricing, contextLength, maxCompletionTokens,
                        maxPromptTokens, supportedParameters, input, output, tier, declared.or(usual));
    }

    /** The same at another tier, for so many times the price. */
    Endpoint at(ServiceTier other, BigDecimal factor) {
        return new Endpoint(model, upstream, tag + "/" + other.text(), upstreamModel, pricing.times(factor),
                contextLength, maxCompletionTokens, maxPromptTokens, supportedParameters, input, output,
                new Tier(other, pricing), declared);
    }

    /** Whether it has a capability; one that nobody declared counts as there, the upstream will tell. */
    public boolean has(Need need) {
        return switch (need) {
            case TOOLS -> knows("tools");
            case STRUCTURED_OUTPUT -> knows("structured_outputs") || knows("response_format");
            case IMAGE_INPUT -> holds(input, "image");
            case AUDIO_INPUT -> holds(input, "audio");
            case FILE_INPUT -> holds(input, "file");
            case VIDEO_INPUT -> holds(input, "video");
            case AUDIO_OUTPUT -> holds(output, "audio");
            case IMAGE_OUTPUT -> holds(output, "image");
        };
    }

    /** Whether it knows a request parameter, by OpenRouter's {@code supported_parameters} names; yes if undeclared. */
    public boolean knows(String parameter) {
        return holds(supportedParameters, parameter);
    }

    private static boolean holds(Collection<String> declared, String one) {
        return declared.isEmpty() || declared.contains(one);
    }
}

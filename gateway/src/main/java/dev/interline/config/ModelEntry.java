package dev.interline.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model that a provider serves. What is left out is taken from the catalog's model of that id, or unknown.
 *
 * @param id what clients ask for
 * @param upstream what this provider calls it; without it the same
 * @param contextLength tokens of prompt and completion together
 * @param maxCompletionTokens tokens of one completion
 * @param pricing dollars per token or unit, by OpenRouter's keys
 * @param discount what is taken off all prices, as a share from 0 to 1
 * @param pricingOverrides prices that hold for long prompts or at certain times
 * @param unitCheck whether prices that look like dollars per million tokens are refused
 * @param dataCollection whether the provider stores prompts or trains on them
 * @param distillable whether the model's author allows to train others with what it writes
 * @param zdr whether the provider keeps nothing (zero data retention)
 */
public record ModelEntry(
        String id,
        Optional<String> upstream,
        Optional<String> name,
        Optional<Long> contextLength,
        Optional<Long> maxCompletionTokens,
        Map<String, BigDecimal> pricing,
        Optional<BigDecimal> discount,
        List<PriceOverride> pricingOverrides,
        @Default("true") boolean unitCheck,
        List<String> inputModalities,
        List<String> outputModalities,
        List<String> supportedParameters,
        Optional<Boolean> zdr,
        Optional<String> quantization,
        Optional<String> region,
        Optional<DataPolicy> dataCollection,
        Optional<Boolean> distillable) {

    static final String MODEL_ID = "a model id such as author/slug, without spaces";

    public ModelEntry {
        pricing = Config.ordered(pricing);
        pricingOverrides = List.copyOf(pricingOverrides);
        inputModalities = List.copyOf(inputModalities);
        outputModalities = List.copyOf(outputModalities);
        supportedParameters = List.copyOf(supportedParameters);
        var checks = new Checks()
                .that(isModelId(id), "id", id, MODEL_ID)
                .prices(pricing, discount, pricingOverrides, unitCheck)
                .words("input-modalities", inputModalities, Modalities.INPUT)
                .words("output-modalities", outputModalities, Modalities.OUTPUT);
        contextLength.ifPresent(tokens -> checks.between("context-length", tokens, 1L, 1_000_000_000L));
        maxCompletionTokens.ifPresent(tokens -> checks.between("max-completion-tokens", tokens, 1L, 1_000_000_000L));
        quantization.ifPresent(value -> checks.that(value.matches("[a-z0-9_]{2,16}"), "quantization", value,
                "a name such as fp8, bf16 or int4"));
        checks.done();
    }

    /** What to ask the provider for. */
    public String upstreamId() {
        return upstream.orElse(id);
    }

    static boolean isModelId(String text) {
        return text.matches("[\\x21-\\x7e]{1,200}");
    }
}

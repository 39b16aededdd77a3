package dev.interline.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be different about a model of the catalog, at every endpoint that does not say otherwise.
 *
 * @param aliases further ids by which clients may ask for it
 * @param contextLength tokens of prompt and completion together
 * @param maxCompletionTokens tokens of one completion
 * @param pricing dollars per token or unit, by OpenRouter's keys; keys that are left out keep the catalog's price
 * @param discount what is taken off all prices, as a share from 0 to 1
 * @param pricingOverrides prices that hold for long prompts or at certain times
 * @param unitCheck whether prices that look like dollars per million tokens are refused
 * @param distillable whether the model's author allows to train others with what it writes
 */
public record ModelOverride(
        List<String> aliases,
        Optional<String> name,
        Optional<String> description,
        Optional<Long> contextLength,
        Optional<Long> maxCompletionTokens,
        Map<String, BigDecimal> pricing,
        Optional<BigDecimal> discount,
        List<PriceOverride> pricingOverrides,
        @Default("true") boolean unitCheck,
        List<String> inputModalities,
        List<String> outputModalities,
        List<String> supportedParameters,
        Optional<Boolean> distillable) {

    public ModelOverride {
        aliases = List.copyOf(aliases);
        pricing = Config.ordered(pricing);
        pricingOverrides = List.copyOf(pricingOverrides);
        inputModalities = List.copyOf(inputModalities);
        outputModalities = List.copyOf(outputModalities);
        supportedParameters = List.copyOf(supportedParameters);
        var checks = new Checks()
                .prices(pricing, discount, pricingOverrides, unitCheck)
                .words("input-modalities", inputModalities, Modalities.INPUT)
                .words("output-modalities", outputModalities, Modalities.OUTPUT)
                .distinct("aliases", aliases);
        aliases.forEach(alias -> checks.that(ModelEntry.isModelId(alias), "aliases", alias, ModelEntry.MODEL_ID));
        contextLength.ifPresent(tokens -> checks.between("context-length", tokens, 1L, 1_000_000_000L));
        maxCompletionTokens.ifPresent(tokens -> checks.between("max-completion-tokens", tokens, 1L, 1_000_000_000L));
        checks.done();
    }
}

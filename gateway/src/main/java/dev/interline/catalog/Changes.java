package dev.interline.catalog;

import dev.interline.catalog.Model.AliasTarget;
import dev.interline.catalog.Model.Architecture;
import dev.interline.catalog.Model.TopProvider;
import dev.interline.config.DataPolicy;
import dev.interline.config.ModelEntry;
import dev.interline.config.ModelOverride;
import dev.interline.config.PriceOverride;
import dev.interline.config.ProviderEntry;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What configuration and upstreams' lists make of models and endpoints. */
final class Changes {
    private Changes() {}

    static Model apply(ModelOverride change, Model model) {
        long context = change.contextLength().orElse(model.contextLength());
        var top = new TopProvider(change.contextLength().orElse(model.top().contextLength()),
                change.maxCompletionTokens().orElse(model.top().maxCompletionTokens()), model.top().moderated());
        var architecture = new Architecture(or(change.inputModalities(), model.architecture().input()),
                or(change.outputModalities(), model.architecture().output()), model.architecture().tokenizer(),
                model.architecture().instructType());
        return new Model(model.id(), model.canonicalSlug(), change.name().orElse(model.name()), model.created(),
                change.description().or(model::ownDescription), context, architecture,
                pricing(change, model.pricing()), top,
                or(change.supportedParameters(), model.supportedParameters()), model.defaultParameters(),
                model.huggingFaceId(), model.knowledgeCutoff(), model.expirationDate(), model.aliasTarget());
    }

    static Offer apply(ModelOverride change, Offer offer) {
        return new Offer(offer.vendor(), offer.tag(), offer.upstreamModel(),
                pricing(change, offer.pricing()), change.contextLength().orElse(offer.contextLength()),
                change.maxCompletionTokens().orElse(offer.maxCompletionTokens()),
                or(change.supportedParameters(), offer.supportedParameters()),
                or(change.inputModalities(), offer.input()), or(change.outputModalities(), offer.output()),
                offer.declared());
    }

    /** What is said of the model, whoever serves it. */
    static Endpoint.Declared declared(ModelOverride change) {
        return new Endpoint.Declared(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                change.distillable());
    }

    /** What is said of a provider, whatever it serves. */
    static Endpoint.Declared declared(ProviderEntry entry) {
        return new Endpoint.Declared(entry.zdr(), Optional.empty(), entry.region(),
                entry.dataCollection().map(DataPolicy.ALLOW::equals), Optional.empty());
    }

    private static Pricing pricing(ModelOverride change, Pricing pricing) {
        Pricing priced = pricing.with(prices(change.pricing()));
        Pricing tiered = change.pricingOverrides().isEmpty() ? priced
                : priced.tiered(change.pricingOverrides().stream().map(Changes::tier).toList());
        return change.discount().map(tiered::discounted).orElse(tiered);
    }

    private static Pricing.Tier tier(PriceOverride other) {
        var window = new PriceWindow(time(other.utcStart()), time(other.utcEnd()), PriceWindow.days(other.utcDays()));
        return new Pricing.Tier(other.minPromptTokens().orElse(Pricing.Tier.ANY_PROMPT), window,
                prices(other.pricing()));
    }

    private static OptionalInt time(Optional<Integer> time) {
        return time.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** A model as a vendor's configured entry describes it. */
    static Model declared(ModelEntry entry, Model base) {
        return apply(new ModelOverride(List.of(), entry.name(), Optional.empty(), entry.contextLength(),
                entry.maxCompletionTokens(), entry.pricing(), entry.discount(), entry.pricingOverrides(), false,
                entry.inputModalities(),
                entry.outputModalities(), entry.supportedParameters(), entry.distillable()), base);
    }

    static Endpoint endpoint(ModelEntry entry, Model model, Upstream upstream) {
        String vendor = upstream.slug();
        return new Offer(vendor, vendor, entry.upstreamId(), model.pricing(), model.contextLength(),
                model.top().maxCompletionTokens(), model.supportedParameters(), model.architecture().input(),
                model.architecture().output(), new Endpoint.Declared(entry.zdr(), entry.quantization(), entry.region(),
                        entry.dataCollection().map(DataPolicy.ALLOW::equals), entry.distillable()))
                .at(upstream, model.id());
    }

    /** The endpoint of a model that a self-hosted upstream lists; nobody charges for it. */
    static Endpoint listed(Model model, Listing.Item item, Upstream upstream) {
        Offer offer = Offer.asDescribed(upstream.slug(), model, item.id());
        return new Offer(offer.vendor(), offer.tag(), offer.upstreamModel(), usualPricing(upstream),
                item.contextLength() > 0 ? item.contextLength() : offer.contextLength(), offer.maxCompletionTokens(),
                offer.supportedParameters(), offer.input(), offer.output(), offer.declared())
                .at(upstream, model.id());
    }

    /** An alias as the list shows it: its own id and name, everything else its target's. */
    static Model pointing(Model alias, Model target) {
        return new Model(alias.id(), alias.id(), alias.name(), target.created(), target.ownDescription(),
                target.contextLength(), target.architecture(), target.pricing(), target.top(),
                target.supportedParameters(), target.defaultParameters(), target.huggingFaceId(),
                target.knowledgeCutoff(), target.expirationDate(),
                Optional.of(new AliasTarget(target.id(), target.name())));
    }

    /** A model of which nothing is known but its name and perhaps its context. */
    static Model unknown(String id, long context, Upstream upstream) {
        return new Model(id, id, id, 0, Optional.empty(), context, Architecture.UNKNOWN, usualPricing(upstream),
                new TopProvider(context, 0, false), Set.of(), Map.of(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    /** What an unpriced model costs: nothing where the operator runs it, else nobody knows. */
    private static Pricing usualPricing(Upstream upstream) {
        return upstream.selfHosted() ? Pricing.FREE : Pricing.UNKNOWN;
    }

    private static Map<PriceKey, BigDecimal> prices(Map<String, BigDecimal> byName) {
        var prices = new EnumMap<PriceKey, BigDecimal>(PriceKey.class);
        byName.forEach((name, price) -> PriceKey.of(name).ifPresent(key -> prices.put(key, price)));
        return prices;
    }

    private static List<String> or(List<String> own, List<String> usual) {
        return own.isEmpty() ? usual : own;
    }

    private static Set<String> or(List<String> own, Set<String> usual) {
        return own.isEmpty() ? usual : new LinkedHashSet<>(own);
    }
}

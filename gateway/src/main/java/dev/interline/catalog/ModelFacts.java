package dev.interline.catalog;

import dev.interline.catalog.Model.AliasTarget;
import dev.interline.catalog.Model.Architecture;
import dev.interline.catalog.Model.TopProvider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Makes models of the entries of {@code models.json}. Start-up waits for it, so it uses plain loops.
 *
 * @param parameters the table of lists of request parameters that entries refer to by number
 * @param kinds the table of lists of modalities
 */
record ModelFacts(List<Set<String>> parameters, List<List<String>> kinds) {

    KnownModel model(Fields facts) {
        String id = facts.required("id");
        long context = facts.number("context");
        var architecture = new Architecture(kinds(facts, "input", List.of()), kinds(facts, "output", List.of()),
                facts.text("tokenizer").orElse("Other"), facts.text("instruct"));
        var top = new TopProvider(facts.has("top_context") ? facts.number("top_context") : context,
                facts.number("completion"), facts.is("moderated"));
        var model = new Model(id, facts.text("canonical").orElse(id), facts.required("name"), facts.number("created"),
                Optional.empty(), context, architecture,
                facts.has("pricing") ? pricing(facts.child("pricing")) : Pricing.UNKNOWN, top,
                parameters(facts, Set.of()), defaults(facts.child("defaults")), facts.text("hugging_face"),
                facts.text("cutoff"), facts.text("expires"), Optional.<AliasTarget>empty());
        var offers = new ArrayList<Offer>();
        for (Fields offer : facts.children("endpoints")) {
            offers.add(offer(offer, model));
        }
        return new KnownModel(model, offers);
    }

    /** An endpoint; what it does not say is as the model's. */
    private Offer offer(Fields facts, Model model) {
        String vendor = facts.required("vendor");
        var declared = facts.has("zdr") || facts.has("quantization") || facts.has("region")
                ? new Endpoint.Declared(facts.flag("zdr"), facts.text("quantization"), facts.text("region"),
                        Optional.empty(), Optional.empty())
                : Endpoint.Declared.NOTHING;
        return new Offer(vendor, facts.text("tag").orElse(vendor), facts.required("upstream"),
                facts.has("pricing") ? pricing(facts.child("pricing")) : model.pricing(),
                facts.has("context") ? facts.number("context") : model.contextLength(),
                facts.has("completion") ? facts.number("completion") : model.top().maxCompletionTokens(),
                parameters(facts, model.supportedParameters()), kinds(facts, "input", model.architecture().input()),
                kinds(facts, "output", model.architecture().output()), declared);
    }

    private Set<String> parameters(Fields facts, Set<String> usual) {
        return facts.has("parameters") ? parameters.get((int) facts.number("parameters")) : usual;
    }

    private List<String> kinds(Fields facts, String name, List<String> usual) {
        return facts.has(name) ? kinds.get((int) facts.number(name)) : usual;
    }

    private static Map<String, BigDecimal> defaults(Fields facts) {
        if (facts.names().isEmpty()) {
            return Map.of();
        }
        var defaults = new HashMap<String, BigDecimal>();
        for (String name : facts.names()) {
            facts.decimal(name).ifPresent(value -> defaults.put(name, value));
        }
        return defaults;
    }

    private static Pricing pricing(Fields facts) {
        var tiers = new ArrayList<Pricing.Tier>();
        for (Fields tier : facts.children("overrides")) {
            tiers.add(new Pricing.Tier(
                    tier.has("min_prompt_tokens") ? tier.number("min_prompt_tokens") : Pricing.Tier.ANY_PROMPT,
                    window(tier), prices(tier)));
        }
        return new Pricing(prices(facts), tiers, facts.decimal("discount").orElse(BigDecimal.ZERO));
    }

    private static PriceWindow window(Fields tier) {
        return tier.has("utc_start") || tier.has("utc_end") || tier.has("utc_days")
                ? new PriceWindow(time(tier, "utc_start"), time(tier, "utc_end"),
                        PriceWindow.days(tier.texts("utc_days")))
                : PriceWindow.ALWAYS;
    }

    private static OptionalInt time(Fields tier, String name) {
        return tier.has(name) ? OptionalInt.of((int) tier.number(name)) : OptionalInt.empty();
    }

    private static Map<PriceKey, BigDecimal> prices(Fields facts) {
        var prices = new EnumMap<PriceKey, BigDecimal>(PriceKey.class);
        for (Map.Entry<String, Object> member : facts.members().entrySet()) {
            Optional<PriceKey> key = PriceKey.of(member.getKey());
            if (key.isPresent() && member.getValue() instanceof String price) {
                prices.put(key.get(), new BigDecimal(price));
            }
        }
        return prices;
    }
}

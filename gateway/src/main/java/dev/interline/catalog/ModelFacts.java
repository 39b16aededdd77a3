package dev.interline.catalog;

import dev.interline.catalog.Model.AliasTarget;
import dev.interline.catalog.Model.Architecture;
import dev.interline.catalog.Model.TopProvider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes models of the entries of {@code models.json}; equal lists in it are kept once. Confined to one thread. */
final class ModelFacts {
    private static final Set<String> TOOLS = Set.of("tools", "tool_choice", "parallel_tool_calls");
    private static final Set<String> REASONING = Set.of("reasoning", "include_reasoning", "reasoning_effort");

    private final Map<List<String>, List<String>> lists = new HashMap<>();
    private final Map<Set<String>, Set<String>> sets = new HashMap<>();

    KnownModel model(Fields facts) {
        String id = facts.required("id");
        long context = facts.number("context");
        long topContext = facts.has("top_context") ? facts.number("top_context") : context;
        var architecture = new Architecture(list(facts, "input"), list(facts, "output"),
                facts.text("tokenizer").orElse("Other"), facts.text("instruct"));
        var defaults = new LinkedHashMap<String, BigDecimal>();
        Fields own = facts.child("defaults");
        own.names().forEach(name -> own.decimal(name).ifPresent(value -> defaults.put(name, value)));
        var top = new TopProvider(topContext, facts.number("completion"), facts.is("moderated"));
        String name = facts.required("name");
        var model = new Model(id, facts.text("canonical").orElse(id), name, facts.number("created"),
                Description.of(id, name, architecture, context, top.maxCompletionTokens()), context, architecture,
                pricing(facts.child("pricing")), top, set(facts.texts("parameters")), defaults,
                facts.text("hugging_face"), facts.text("cutoff"), facts.text("expires"), Optional.<AliasTarget>empty());
        return new KnownModel(model, facts.children("endpoints").stream().map(offer -> offer(offer, model)).toList());
    }

    private Offer offer(Fields facts, Model model) {
        String vendor = facts.required("vendor");
        var declared = new Endpoint.Declared(facts.flag("zdr"), facts.text("quantization"), facts.text("region"),
                Optional.empty());
        Pricing told = pricing(facts.child("pricing"));
        return new Offer(vendor, facts.text("tag").orElse(vendor), facts.required("upstream"),
                told.isKnown() ? told : model.pricing(), facts.number("context"), facts.number("completion"),
                parameters(facts, model), list(facts, "input"), list(facts, "output"), declared);
    }

    /** The model's parameters, corrected by what is told about this endpoint. */
    private Set<String> parameters(Fields facts, Model model) {
        var parameters = new LinkedHashSet<>(model.supportedParameters());
        facts.flag("tools").ifPresent(yes -> correct(parameters, yes, TOOLS, List.of("tools", "tool_choice")));
        facts.flag("reasoning").ifPresent(
                yes -> correct(parameters, yes, REASONING, List.of("include_reasoning", "reasoning")));
        facts.flag("structured_outputs").ifPresent(
                yes -> correct(parameters, yes, Set.of("structured_outputs"), List.of("structured_outputs")));
        facts.flag("temperature").ifPresent(
                yes -> correct(parameters, yes, Set.of("temperature"), List.of("temperature")));
        return set(parameters.stream().sorted().toList());
    }

    private static void correct(Set<String> parameters, boolean known, Set<String> without, List<String> with) {
        if (known) {
            parameters.addAll(with);
        } else {
            parameters.removeAll(without);
        }
    }

    private static Pricing pricing(Fields facts) {
        if (facts.names().isEmpty()) {
            return Pricing.UNKNOWN;
        }
        var tiers = new ArrayList<Pricing.Tier>();
        for (Fields tier : facts.children("overrides")) {
            tiers.add(new Pricing.Tier(tier.number("min_prompt_tokens"), prices(tier)));
        }
        return new Pricing(prices(facts), tiers);
    }

    private static Map<PriceKey, BigDecimal> prices(Fields facts) {
        var prices = new EnumMap<PriceKey, BigDecimal>(PriceKey.class);
        facts.names().forEach(name -> PriceKey.of(name).ifPresent(
                key -> facts.decimal(name).ifPresent(price -> prices.put(key, price))));
        return prices;
    }

    private List<String> list(Fields facts, String name) {
        List<String> items = facts.texts(name);
        return lists.computeIfAbsent(items, List::copyOf);
    }

    private Set<String> set(List<String> items) {
        var ordered = new LinkedHashSet<>(items);
        return sets.computeIfAbsent(ordered, Collections::unmodifiableSet);
    }
}

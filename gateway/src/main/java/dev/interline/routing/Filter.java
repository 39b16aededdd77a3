package dev.interline.routing;

import static dev.interline.catalog.PriceKey.COMPLETION;
import static dev.interline.catalog.PriceKey.PROMPT;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.PriceKey;
import dev.interline.catalog.Pricing;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Need;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Preferences;
import dev.interline.exchange.ServiceTier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A condition that an endpoint must meet for one request. A fact that nobody declared does not meet it.
 *
 * @param name what the condition is called in {@code availability.excluded_by}
 * @param field the request field, or whatever else, that asks for it
 * @param lack what an endpoint that fails it does not do
 */
record Filter(String name, String field, String lack, Predicate<Endpoint> test) {
    /** The name of conditions for what plugins do. */
    static final String PLUGIN = "plugin";
    /** What holds for requests that ask for no service tier. */
    static final Filter ORDINARY_TIER =
            new Filter("service_tier", "service_tier", "serves at the ordinary service tier",
                    endpoint -> endpoint.tier().service() == ServiceTier.STANDARD);

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    Filter(String name, String field, Predicate<Endpoint> test) {
        this(name, field, "meets " + field, test);
    }

    /** The conditions of this request of this caller, in the order in which they are told. */
    static List<Filter> of(Facts facts, Catalog catalog, Permit permit, Instant begun) {
        Preferences wishes = facts.preferences();
        var filters = new ArrayList<Filter>(0);
        for (String plugin : facts.plugins().others()) {
            if (matters(plugin, facts)) {
                filters.add(
                        new Filter(PLUGIN, "plugins", "the plugin \"" + plugin + "\" is not supported by this gateway "
                                + "itself", endpoint -> endpoint.upstream().vendor().quirks().acceptsRouterFields()));
            }
        }
        if (!permit.isPlain()) {
            filters.addAll(permit.filters(catalog));
        }
        if (!wishes.only().isEmpty()) {
            filters.add(new Filter("allowed_providers", "provider.only", named(catalog, wishes.only())));
        }
        if (!wishes.ignore().isEmpty()) {
            filters.add(new Filter("allowed_providers", "provider.ignore", named(catalog, wishes.ignore()).negate()));
        }
        if (!wishes.allowFallbacks() && !wishes.order().isEmpty()) {
            filters.add(new Filter("allowed_providers", "provider.order", named(catalog, wishes.order())));
        }
        for (Need need : facts.needs()) {
            filters.add(new Filter("require_parameters", field(need, facts.operation()), "supports " + need.words(),
                    endpoint -> endpoint.has(need)));
        }
        if (wishes.requireParameters()) {
            filters.add(new Filter("require_parameters", "provider.require_parameters",
                    endpoint -> facts.parameters().stream().allMatch(endpoint::knows)));
        }
        if (wishes.zeroDataRetention()) {
            filters.add(new Filter("data_policy:zdr", "provider.zdr",
                    endpoint -> endpoint.declared().zdr().orElse(false)));
        }
        if (wishes.denyDataCollection()) {
            filters.add(new Filter("data_policy:training", "provider.data_collection",
                    endpoint -> !endpoint.declared().dataCollection().orElse(true)));
        }
        if (wishes.distillable()) {
            filters.add(new Filter("distillable", "provider.enforce_distillable_text",
                    "is declared to write text that others may be trained with",
                    endpoint -> endpoint.declared().distillable().orElse(false)));
        }
        if (!wishes.quantizations().isEmpty()) {
            filters.add(new Filter("quantization", "provider.quantizations", endpoint -> wishes.quantizations()
                    .contains(endpoint.declared().quantization().orElse("unknown"))));
        }
        if (!wishes.maxPrice().isEmpty()) {
            filters.add(new Filter("max_price", "provider.max_price",
                    endpoint -> affordable(endpoint.pricing().at(begun), wishes)));
        }
        facts.maxTokens()
                .ifPresent(most -> filters.add(new Filter("context_length", "max_tokens",
                        "writes as many as " + most + " tokens (max_tokens)",
                        endpoint -> (endpoint.maxCompletionTokens() == 0 || most <= endpoint.maxCompletionTokens())
                                && (endpoint.contextLength() == 0 || most <= endpoint.contextLength()))));
        return filters;
    }

    /** Whether a plugin would change anything about this request or its answer. */
    private static boolean matters(String plugin, Facts facts) {
        return switch (plugin) {
            case "file-parser" -> facts.needs().contains(Need.FILE_INPUT);
            case "response-healing" -> !facts.stream() && facts.needs().contains(Need.STRUCTURED_OUTPUT);
            default -> true;
        };
    }

    private static String field(Need need, Operation operation) {
        return switch (need) {
            case TOOLS -> "tools";
            case STRUCTURED_OUTPUT -> "response_format";
            case AUDIO_OUTPUT, IMAGE_OUTPUT -> "modalities";
            case IMAGE_INPUT, AUDIO_INPUT, FILE_INPUT, VIDEO_INPUT ->
                operation == Operation.EMBED ? "input" : "messages";
        };
    }

    /** Every request comes through here: a loop, since streams made this the most costly part of routing. */
    static boolean meetsAll(Endpoint endpoint, List<Filter> filters) {
        for (Filter filter : filters) {
            if (!filter.test().test(endpoint)) {
                return false;
            }
        }
        return true;
    }

    private static Predicate<Endpoint> named(Catalog catalog, List<String> names) {
        return endpoint -> names.stream().anyMatch(name -> catalog.isNamed(endpoint, name));
    }

    private static boolean affordable(Pricing pricing, Preferences wishes) {
        return wishes.maxPrice().entrySet().stream().allMatch(limit -> switch (limit.getKey()) {
            case "prompt" -> within(pricing, PROMPT, limit.getValue().divide(MILLION));
            case "completion" -> within(pricing, COMPLETION, limit.getValue().divide(MILLION));
            case "request" -> within(pricing, PriceKey.REQUEST, limit.getValue());
            case "image" -> within(pricing, PriceKey.IMAGE, limit.getValue());
            case "audio" -> within(pricing, PriceKey.AUDIO, limit.getValue());
            default -> true;
        });
    }

    private static boolean within(Pricing pricing, PriceKey key, BigDecimal most) {
        return pricing.isKnown() && pricing.price(key).compareTo(most) <= 0;
    }
}

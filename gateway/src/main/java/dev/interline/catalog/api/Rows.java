package dev.interline.catalog.api;

import dev.interline.bytes.ByteSink;
import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Model;
import dev.interline.catalog.PriceKey;
import dev.interline.catalog.PriceWindow;
import dev.interline.catalog.Pricing;
import dev.interline.health.Counts;
import dev.interline.health.EndpointId;
import dev.interline.health.Health;
import dev.interline.health.Percentiles;
import dev.interline.health.Report;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes models, endpoints and prices as OpenRouter's JSON objects. */
final class Rows {
    private static final List<String> DEFAULTS = List.of("temperature", "top_p", "top_k", "frequency_penalty",
            "presence_penalty", "repetition_penalty");
    private static final List<String> TOOL_CHOICES = List.of("auto", "function", "none", "required");

    /** An endpoint that no request can reach: the worst of OpenRouter's {@code status} values. */
    private static final int UNUSABLE = -10;
    /** Latencies are shown in milliseconds. */
    private static final double MILLIS = 1e3;

    private Rows() {}

    static void model(Model model, ByteSink out) {
        out.write('{').name(true, "id").string(model.id());
        out.name(false, "object").string("model");
        out.name(false, "owned_by").string(owner(model));
        out.name(false, "canonical_slug").string(model.canonicalSlug());
        text(out, "hugging_face_id", model.huggingFaceId());
        out.name(false, "name").string(model.name());
        out.name(false, "created").number(model.created());
        out.name(false, "description").string(model.description());
        positive(out, "context_length", model.contextLength());
        out.name(false, "architecture");
        architecture(model.architecture(), out);
        out.name(false, "pricing");
        pricing(model.pricing(), out);
        out.name(false, "top_provider").write('{').name(true, "is_moderated").text(flag(model.top().moderated()));
        positive(out, "context_length", model.top().contextLength());
        positive(out, "max_completion_tokens", model.top().maxCompletionTokens());
        out.write('}').name(false, "per_request_limits").text("null");
        out.name(false, "supported_parameters");
        sorted(model.supportedParameters(), out);
        out.name(false, "default_parameters");
        defaults(model.defaultParameters(), out);
        out.name(false, "supported_voices").text("null");
        text(out, "knowledge_cutoff", model.knowledgeCutoff());
        text(out, "expiration_date", model.expirationDate());
        out.name(false, "links").write('{').name(true, "details")
                .string("/api/v1/models/" + model.id() + "/endpoints").write('}');
        model.aliasTarget().ifPresent(target -> out.name(false, "alias_target").write('{').name(true, "slug")
                .string(target.slug()).name(false, "name").string(target.name()).write('}'));
        out.write('}');
    }

    /** The model with those of its endpoints that are worth telling. */
    static void endpoints(Model model, Catalog catalog, Health health, ByteSink out) {
        out.write('{').name(true, "id").string(model.id());
        out.name(false, "name").string(model.name());
        out.name(false, "created").number(model.created());
        out.name(false, "description").string(model.description());
        out.name(false, "architecture");
        architecture(model.architecture(), out);
        out.name(false, "endpoints").write('[');
        boolean first = true;
        for (Endpoint endpoint : catalog.endpointsOf(model)) {
            if (endpoint.servable() || !endpoint.upstream().slug().equals("openrouter")) {
                if (!first) {
                    out.write(',');
                }
                first = false;
                endpoint(endpoint, model, health, out);
            }
        }
        out.text("]}");
    }

    static void endpoint(Endpoint endpoint, Model model, Health health, ByteSink out) {
        String provider = endpoint.upstream().vendor().name();
        out.write('{').name(true, "name").string(provider + " | " + model.id());
        out.name(false, "model_id").string(model.id());
        out.name(false, "model_name").string(model.name());
        out.name(false, "provider_name").string(provider);
        out.name(false, "tag").string(endpoint.tag());
        out.name(false, "context_length").number(endpoint.contextLength());
        positive(out, "max_completion_tokens", endpoint.maxCompletionTokens());
        positive(out, "max_prompt_tokens", endpoint.maxPromptTokens());
        out.name(false, "quantization").string(endpoint.declared().quantization().orElse("unknown"));
        out.name(false, "pricing");
        pricing(endpoint.pricing(), out);
        out.name(false, "supported_parameters");
        sorted(endpoint.supportedParameters(), out);
        out.name(false, "supports_implicit_caching").text(flag(cachesByItself(endpoint.pricing())));
        out.name(false, "supports_tool_choice").write('{');
        for (String choice : TOOL_CHOICES) {
            out.name(choice.equals("auto"), choice).text(flag(endpoint.knows("tool_choice")));
        }
        out.write('}').name(false, "supports_voice_cloning").text("false");
        Report report = health.report(new EndpointId(endpoint.model(), endpoint.tag()));
        out.name(false, "status").number(endpoint.servable() ? report.status() : UNUSABLE);
        uptime(out, "uptime_last_5m", report.fiveMinutes());
        uptime(out, "uptime_last_30m", report.halfHour());
        uptime(out, "uptime_last_1d", report.day());
        percentiles(out, "latency_last_30m", report.speeds().latency(), MILLIS);
        percentiles(out, "throughput_last_30m", report.speeds().throughput(), 1);
        out.write('}');
    }

    private static void uptime(ByteSink out, String name, Counts counts) {
        out.name(false, name);
        if (counts.telling() == 0) {
            out.text("null");
        } else {
            rounded(out, counts.uptime());
        }
    }

    private static void percentiles(ByteSink out, String name, Percentiles measured, double unit) {
        out.name(false, name);
        if (measured.isKnown()) {
            rounded(out.write('{').name(true, "p50"), measured.p50() * unit);
            rounded(out.name(false, "p75"), measured.p75() * unit);
            rounded(out.name(false, "p90"), measured.p90() * unit);
            rounded(out.name(false, "p99"), measured.p99() * unit);
            out.write('}');
        } else {
            out.text("null");
        }
    }

    private static void rounded(ByteSink out, double value) {
        out.decimal(Math.round(value * 100), 2);
    }

    /** Who stands behind a model; an alias belongs to its target's author. */
    static String owner(Model model) {
        String author = model.author();
        return author.startsWith("~") ? author.substring(1) : author;
    }

    /** Reading the cache is cheaper and writing it is not charged: nobody has to ask for it. */
    private static boolean cachesByItself(Pricing pricing) {
        return pricing.prices().containsKey(PriceKey.INPUT_CACHE_READ)
                && !pricing.prices().containsKey(PriceKey.INPUT_CACHE_WRITE);
    }

    private static void architecture(Model.Architecture architecture, ByteSink out) {
        out.write('{').name(true, "modality");
        if (architecture.input().isEmpty() || architecture.output().isEmpty()) {
            out.text("null");
        } else {
            out.string(String.join("+", architecture.input()) + "->" + String.join("+", architecture.output()));
        }
        out.name(false, "input_modalities");
        strings(architecture.input(), out);
        out.name(false, "output_modalities");
        strings(architecture.output(), out);
        out.name(false, "tokenizer").string(architecture.tokenizer());
        text(out, "instruct_type", architecture.instructType());
        out.write('}');
    }

    private static void pricing(Pricing pricing, ByteSink out) {
        if (!pricing.isKnown()) {
            out.text("{\"prompt\":\"-1\",\"completion\":\"-1\"}");
            return;
        }
        out.write('{');
        price(out, true, PriceKey.PROMPT, pricing.prices().getOrDefault(PriceKey.PROMPT, BigDecimal.ZERO));
        price(out, false, PriceKey.COMPLETION, pricing.prices().getOrDefault(PriceKey.COMPLETION, BigDecimal.ZERO));
        pricing.prices().forEach((key, price) -> {
            if (key != PriceKey.PROMPT && key != PriceKey.COMPLETION) {
                price(out, false, key, price);
            }
        });
        if (pricing.discount().signum() > 0) {
            out.name(false, "discount").decimal(pricing.discount());
        }
        if (!pricing.tiers().isEmpty()) {
            out.name(false, "overrides");
            for (int i = 0; i < pricing.tiers().size(); i++) {
                out.text(i == 0 ? "[{" : ",{");
                tier(pricing.tiers().get(i), out);
                out.write('}');
            }
            out.write(']');
        }
        out.write('}');
    }

    private static void tier(Pricing.Tier tier, ByteSink out) {
        int start = out.size();
        if (tier.minPromptTokens() >= 0) {
            out.name(true, "min_prompt_tokens").number(tier.minPromptTokens());
        }
        PriceWindow window = tier.window();
        window.start().ifPresent(time -> out.name(out.size() == start, "utc_start").number(time));
        window.end().ifPresent(time -> out.name(out.size() == start, "utc_end").number(time));
        if (!window.days().isEmpty()) {
            out.name(out.size() == start, "utc_days");
            strings(window.dayNames(), out);
        }
        tier.prices().forEach((key, price) -> price(out, out.size() == start, key, price));
    }

    private static void price(ByteSink out, boolean first, PriceKey key, BigDecimal price) {
        out.name(first, key.text()).write('"').decimal(price).write('"');
    }

    private static void defaults(Map<String, BigDecimal> defaults, ByteSink out) {
        boolean first = true;
        for (String name : DEFAULTS) {
            BigDecimal value = defaults.get(name);
            if (value != null) {
                out.text(first ? "{" : "").name(first, name).decimal(value);
                first = false;
            }
        }
        out.text(first ? "null" : "}");
    }

    private static void text(ByteSink out, String name, Optional<String> value) {
        out.name(false, name);
        value.ifPresentOrElse(out::string, () -> out.text("null"));
    }

    private static void positive(ByteSink out, String name, long value) {
        out.name(false, name).text(value > 0 ? Long.toString(value) : "null");
    }

    private static void sorted(Collection<String> items, ByteSink out) {
        strings(items.stream().sorted().toList(), out);
    }

    private static void strings(List<String> items, ByteSink out) {
        out.write('[');
        for (int i = 0; i < items.size(); i++) {
            out.text(i == 0 ? "" : ",").string(items.get(i));
        }
        out.write(']');
    }

    private static String flag(boolean yes) {
        return yes ? "true" : "false";
    }
}

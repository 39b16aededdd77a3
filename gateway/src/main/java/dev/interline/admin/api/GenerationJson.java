package dev.interline.admin.api;

import dev.interline.bytes.Json;
import dev.interline.exchange.Fault;
import dev.interline.exchange.FinishReason;
import dev.interline.generations.App;
import dev.interline.generations.Generation;
import dev.interline.generations.GenerationList;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Generations as {@code GET /generation} tells them. */
final class GenerationJson {
    private GenerationJson() {}

    /** OpenRouter: {@code GET /generation?id=}. */
    static ObjectNode one(Generation generation) {
        var object = Json.mapper().createObjectNode();
        object.put("id", generation.id());
        Fields.time(object, "created_at", Optional.of(generation.createdAt()));
        service(object, generation.service());
        ending(object, generation.ending());
        timing(object, generation.timing());
        charge(object, generation.charge());
        consumption(object, generation.consumption());
        error(object, generation);
        client(object, generation.client());
        object.set("provider_responses", attempts(generation));
        object.put("data_region", "global");
        Fields.nulls(object, "app_id", "moderation_latency", "preset_id", "web_search_engine", "workspace_id",
                "request_id", "response_cache_source_id");
        App.of(generation.client()).ifPresent(app -> object.put("app_id", app.id()));
        return object;
    }

    /** The older list form, without an id. */
    static ObjectNode list(GenerationList list) {
        var object = Json.mapper().createObjectNode().put("object", "generation");
        var data = object.putArray("data");
        for (var each : list.page()) {
            var line = data.addObject().put("id", each.id()).put("model", each.model());
            Fields.time(line, "created_at", Optional.of(each.createdAt()));
            line.put("tokens", each.tokens());
            Fields.money(line, "total_cost", each.charged());
        }
        Fields.money(object, "total_cost", list.totalCost());
        return object;
    }

    private static void service(ObjectNode object, Generation.Service service) {
        object.put("api_type", service.api().word());
        object.put("model", service.model());
        object.put("streamed", service.streamed());
        Fields.text(object, "provider_name", service.providerName());
        Fields.text(object, "upstream_id", service.upstreamId());
        Fields.text(object, "router", service.router());
        Fields.text(object, "service_tier", service.serviceTier());
    }

    private static void ending(ObjectNode object, Generation.Ending ending) {
        object.put("cancelled", ending.cancelled());
        Fields.text(object, "finish_reason", ending.finishReason().map(FinishReason::text));
        Fields.text(object, "native_finish_reason", ending.nativeFinishReason());
    }

    /** Ours: why nobody answered, in the words of {@code error_type}. */
    private static void error(ObjectNode object, Generation generation) {
        if (generation.service().providerName().isEmpty()) {
            generation.attempts().stream().flatMap(attempt -> attempt.fault().stream()).findFirst()
                    .ifPresent(fault -> object.put("error",
                            Fault.valueOf(fault.toUpperCase(Locale.ROOT)).type().text()));
        }
    }

    private static void timing(ObjectNode object, Generation.Timing timing) {
        Fields.millis(object, "latency", timing.latency());
        Fields.millis(object, "generation_time", Optional.of(timing.total()));
    }

    private static void charge(ObjectNode object, Generation.Charge charge) {
        var cost = charge.cost();
        Fields.money(object, "total_cost", cost.total());
        Fields.money(object, "usage", cost.total());
        Fields.money(object, "upstream_inference_cost", charge.upstream());
        Fields.money(object, "cache_discount", Optional.of(cost.cacheDiscount()).filter(saved -> !saved.isZero()));
        object.put("is_byok", charge.byok());
    }

    private static void consumption(ObjectNode object, Generation.Consumption consumption) {
        var usage = consumption.usage();
        object.put("tokens_prompt", usage.prompt());
        object.put("tokens_completion", usage.completion());
        object.put("native_tokens_prompt", usage.prompt());
        object.put("native_tokens_completion", usage.completion());
        object.put("native_tokens_completion_images", usage.imageOutput());
        object.put("native_tokens_reasoning", usage.reasoning());
        object.put("native_tokens_cached", usage.cacheRead());
        var media = consumption.media();
        object.put("num_media_prompt", media.prompt());
        object.put("num_input_audio_prompt", media.audioPrompt());
        object.put("num_media_completion", media.completion());
        object.put("num_search_results", media.searchResults());
        object.put("num_fetches", media.fetches());
        object.put("usage_estimated", consumption.estimated());
        object.put("usage_clamped", consumption.clamped());
        consumption.nativeUsage().map(GenerationJson::parsed).ifPresent(json -> object.set("native_usage", json));
    }

    /** The provider's usage object; as text, should it not be JSON after all. */
    private static JsonNode parsed(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JacksonException e) {
            return Json.mapper().stringNode(json);
        }
    }

    private static void client(ObjectNode object, Generation.Client client) {
        object.put("origin", client.origin().or(client::referer).orElse(""));
        Fields.text(object, "http_referer", client.referer());
        Fields.text(object, "user_agent", client.userAgent());
        Fields.text(object, "external_user", client.user());
        Fields.text(object, "session_id", client.sessionId());
    }

    private static JsonNode attempts(Generation generation) {
        var attempts = Json.mapper().createArrayNode();
        for (var attempt : generation.attempts()) {
            var object = attempts.addObject();
            object.put("provider", attempt.providerName());
            if (ProviderNames.has(attempt.providerName())) {
                object.put("provider_name", attempt.providerName());
            }
            object.put("model_permaslug", attempt.model());
            attempt.endpointTag().ifPresent(tag -> object.put("endpoint_id", tag));
            attempt.upstreamId().ifPresent(id -> object.put("id", id));
            attempt.fault().ifPresent(fault -> object.put("error", fault));
            object.put("latency", attempt.latency().toMillis());
            object.put("is_byok", attempt.byok());
            if (attempt.status() == 0) {
                object.putNull("status");
            } else {
                object.put("status", attempt.status());
            }
        }
        return attempts;
    }
}

package dev.interline.generations;

import dev.interline.bytes.Json;
import dev.interline.exchange.Cost;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Money;
import dev.interline.exchange.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what {@link DocumentWriter} wrote; what a document lacks is absent, zero or false. */
final class DocumentReader {
    private DocumentReader() {}

    /** What the columns know, for reading the rest back. */
    record Columns(String id, Generation.Owner owner, Instant createdAt, String model) {}

    static Generation read(Columns columns, String document) {
        var json = Json.mapper().readTree(document);
        var attempts = new ArrayList<Generation.Attempt>();
        json.path("attempts").forEach(attempt -> attempts.add(attempt(attempt)));
        return new Generation(columns.id(), columns.owner(), columns.createdAt(), service(json, columns.model()),
                ending(json), consumption(json), charge(json), timing(json), client(json), attempts);
    }

    private static Generation.Service service(JsonNode json, String model) {
        return new Generation.Service(ApiType.valueOf(json.path("api").asString().toUpperCase(Locale.ROOT)),
                flag(json, "streamed"), model, text(json, "provider"), text(json, "endpoint"),
                text(json, "upstream_id"), text(json, "router"), text(json, "service_tier"));
    }

    private static Generation.Ending ending(JsonNode json) {
        return new Generation.Ending(flag(json, "cancelled"),
                text(json, "finish_reason").map(word -> FinishReason.valueOf(word.toUpperCase(Locale.ROOT))),
                text(json, "native_finish_reason"));
    }

    private static Generation.Consumption consumption(JsonNode json) {
        var usage = new Usage(number(json, "prompt"), number(json, "completion"), number(json, "cache_read"),
                number(json, "cache_write"), number(json, "cache_write_hour"), number(json, "reasoning"),
                number(json, "audio_input"), number(json, "audio_output"), number(json, "image_output"),
                number(json, "web_searches"));
        var media = new Generation.Media((int) number(json, "media_prompt"),
                (int) number(json, "media_audio_prompt"), (int) number(json, "media_completion"),
                (int) number(json, "search_results"), (int) number(json, "fetches"));
        return new Generation.Consumption(usage, media, text(json, "native_usage"), flag(json, "estimated"),
                flag(json, "clamped"));
    }

    private static Generation.Charge charge(JsonNode json) {
        var cost = new Cost(money(json, "cost"), money(json, "cost_prompt"), money(json, "cost_completion"),
                money(json, "cache_discount"));
        var upstream = json.has("upstream_cost") ? Optional.of(money(json, "upstream_cost")) : Optional.<Money>empty();
        return new Generation.Charge(cost, upstream, flag(json, "byok"), money(json, "overrun"));
    }

    private static Generation.Timing timing(JsonNode json) {
        var latency = json.has("latency") ? Optional.of(duration(json, "latency")) : Optional.<Duration>empty();
        return new Generation.Timing(latency, duration(json, "total_time"));
    }

    private static Generation.Client client(JsonNode json) {
        return new Generation.Client(text(json, "origin"), text(json, "referer"), text(json, "title"),
                text(json, "categories"), text(json, "user_agent"), text(json, "user"), text(json, "session_id"));
    }

    private static Generation.Attempt attempt(JsonNode json) {
        return new Generation.Attempt(json.path("provider").asString(), text(json, "endpoint"),
                json.path("model").asString(), (int) number(json, "status"), text(json, "fault"),
                text(json, "upstream_id"), flag(json, "byok"), duration(json, "latency"));
    }

    private static Optional<String> text(JsonNode json, String name) {
        var value = json.path(name);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    private static long number(JsonNode json, String name) {
        return json.path(name).asLong(0);
    }

    private static boolean flag(JsonNode json, String name) {
        return json.path(name).asBoolean(false);
    }

    private static Money money(JsonNode json, String name) {
        return new Money(number(json, name));
    }

    private static Duration duration(JsonNode json, String name) {
        return Duration.ofNanos(number(json, name) * 1_000);
    }
}

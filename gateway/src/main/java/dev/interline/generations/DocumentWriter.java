package dev.interline.generations;

import dev.interline.bytes.Json;
import dev.interline.exchange.FinishReason;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the part of a generation that is stored as one JSON document: everything that no query asks for. Absent facts
 * and zeros are left out, money is in nano-dollars, durations are in microseconds. Names, once written, never change
 * their meaning. {@link DocumentReader} reads it back.
 */
final class DocumentWriter {
    private DocumentWriter() {}

    static String write(Generation generation) {
        var text = new StringWriter(512);
        try (var json = Json.mapper().createGenerator(text)) {
            json.writeStartObject();
            service(json, generation.service());
            ending(json, generation.ending());
            consumption(json, generation.consumption());
            charge(json, generation.charge());
            generation.timing().latency().ifPresent(time -> json.writeNumberProperty("latency", micros(time)));
            number(json, "total_time", micros(generation.timing().total()));
            client(json, generation.client());
            attempts(json, generation);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void service(JsonGenerator json, Generation.Service service) {
        json.writeStringProperty("api", service.api().word());
        flag(json, "streamed", service.streamed());
        text(json, "provider", service.providerName());
        text(json, "endpoint", service.endpointTag());
        text(json, "upstream_id", service.upstreamId());
        text(json, "router", service.router());
        text(json, "service_tier", service.serviceTier());
    }

    private static void ending(JsonGenerator json, Generation.Ending ending) {
        flag(json, "cancelled", ending.cancelled());
        text(json, "finish_reason", ending.finishReason().map(FinishReason::text));
        text(json, "native_finish_reason", ending.nativeFinishReason());
    }

    private static void consumption(JsonGenerator json, Generation.Consumption consumption) {
        var usage = consumption.usage();
        number(json, "prompt", usage.prompt());
        number(json, "completion", usage.completion());
        number(json, "cache_read", usage.cacheRead());
        number(json, "cache_write", usage.cacheWrite());
        number(json, "cache_write_hour", usage.cacheWriteHour());
        number(json, "reasoning", usage.reasoning());
        number(json, "audio_input", usage.audioInput());
        number(json, "audio_output", usage.audioOutput());
        number(json, "image_output", usage.imageOutput());
        number(json, "web_searches", usage.webSearches());
        var media = consumption.media();
        number(json, "media_prompt", media.prompt());
        number(json, "media_audio_prompt", media.audioPrompt());
        number(json, "media_completion", media.completion());
        number(json, "search_results", media.searchResults());
        number(json, "fetches", media.fetches());
        // As a string: it is the provider's, and must come out as it went in even if it is not what we think.
        text(json, "native_usage", consumption.nativeUsage());
        flag(json, "estimated", consumption.estimated());
        flag(json, "clamped", consumption.clamped());
    }

    private static void charge(JsonGenerator json, Generation.Charge charge) {
        number(json, "cost", charge.cost().total().nanos());
        number(json, "cost_prompt", charge.cost().prompt().nanos());
        number(json, "cost_completion", charge.cost().completion().nanos());
        number(json, "cache_discount", charge.cost().cacheDiscount().nanos());
        charge.upstream().ifPresent(money -> json.writeNumberProperty("upstream_cost", money.nanos()));
        flag(json, "byok", charge.byok());
    }

    private static void client(JsonGenerator json, Generation.Client client) {
        text(json, "origin", client.origin());
        text(json, "referer", client.referer());
        text(json, "title", client.title());
        text(json, "user_agent", client.userAgent());
        text(json, "user", client.user());
        text(json, "session_id", client.sessionId());
    }

    private static void attempts(JsonGenerator json, Generation generation) {
        json.writeArrayPropertyStart("attempts");
        for (var attempt : generation.attempts()) {
            json.writeStartObject();
            json.writeStringProperty("provider", attempt.providerName());
            text(json, "endpoint", attempt.endpointTag());
            json.writeStringProperty("model", attempt.model());
            number(json, "status", attempt.status());
            text(json, "fault", attempt.fault());
            text(json, "upstream_id", attempt.upstreamId());
            number(json, "latency", micros(attempt.latency()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) {
        value.ifPresent(text -> json.writeStringProperty(name, text));
    }

    private static void number(JsonGenerator json, String name, long value) {
        if (value != 0) {
            json.writeNumberProperty(name, value);
        }
    }

    private static void flag(JsonGenerator json, String name, boolean value) {
        if (value) {
            json.writeBooleanProperty(name, true);
        }
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}

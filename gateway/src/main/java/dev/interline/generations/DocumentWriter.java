package dev.interline.generations;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.FinishReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Writes the part of a generation that is stored as one JSON document: everything that no query asks for. Absent facts
 * and zeros are left out, money is in nano-dollars, durations are in microseconds. Names, once written, never change
 * their meaning. {@link DocumentReader} reads it back.
 */
final class DocumentWriter {
    private DocumentWriter() {}

    static void write(Generation generation, ByteSink json) {
        json.text("{\"api\":").string(generation.service().api().word());
        service(json, generation.service());
        ending(json, generation.ending());
        consumption(json, generation.consumption());
        charge(json, generation.charge());
        generation.timing().latency().ifPresent(time -> name(json, "latency").number(micros(time)));
        number(json, "total_time", micros(generation.timing().total()));
        client(json, generation.client());
        attempts(json, generation.attempts());
        json.write('}');
    }

    private static void service(ByteSink json, Generation.Service service) {
        flag(json, "streamed", service.streamed());
        text(json, "provider", service.providerName());
        text(json, "endpoint", service.endpointTag());
        text(json, "upstream_id", service.upstreamId());
        text(json, "router", service.router());
        text(json, "service_tier", service.serviceTier());
    }

    private static void ending(ByteSink json, Generation.Ending ending) {
        flag(json, "cancelled", ending.cancelled());
        text(json, "finish_reason", ending.finishReason().map(FinishReason::text));
        text(json, "native_finish_reason", ending.nativeFinishReason());
    }

    private static void consumption(ByteSink json, Generation.Consumption consumption) {
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

    private static void charge(ByteSink json, Generation.Charge charge) {
        number(json, "cost", charge.cost().total().nanos());
        number(json, "cost_prompt", charge.cost().prompt().nanos());
        number(json, "cost_completion", charge.cost().completion().nanos());
        number(json, "cache_discount", charge.cost().cacheDiscount().nanos());
        charge.upstream().ifPresent(money -> name(json, "upstream_cost").number(money.nanos()));
        flag(json, "byok", charge.byok());
        number(json, "overrun", charge.overrun().nanos());
    }

    private static void client(ByteSink json, Generation.Client client) {
        text(json, "origin", client.origin());
        text(json, "referer", client.referer());
        text(json, "title", client.title());
        text(json, "categories", client.categories());
        text(json, "user_agent", client.userAgent());
        text(json, "user", client.user());
        text(json, "session_id", client.sessionId());
    }

    private static void attempts(ByteSink json, List<Generation.Attempt> attempts) {
        name(json, "attempts").write('[');
        for (int i = 0; i < attempts.size(); i++) {
            var attempt = attempts.get(i);
            json.text(i == 0 ? "{\"provider\":" : ",{\"provider\":").string(attempt.providerName());
            text(json, "endpoint", attempt.endpointTag());
            name(json, "model").string(attempt.model());
            number(json, "status", attempt.status());
            text(json, "fault", attempt.fault());
            text(json, "upstream_id", attempt.upstreamId());
            flag(json, "byok", attempt.byok());
            number(json, "latency", micros(attempt.latency()));
            json.write('}');
        }
        json.write(']');
    }

    /** A member's name; it is never the first of its object. */
    private static ByteSink name(ByteSink json, String name) {
        return json.text(",\"").text(name).text("\":");
    }

    private static void text(ByteSink json, String name, Optional<String> value) {
        if (value.isPresent()) {
            name(json, name).string(value.get());
        }
    }

    private static void number(ByteSink json, String name, long value) {
        if (value != 0) {
            name(json, name).number(value);
        }
    }

    private static void flag(ByteSink json, String name, boolean value) {
        if (value) {
            name(json, name).text("true");
        }
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}

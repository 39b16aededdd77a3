package dev.interline.dialect.chat;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Cost;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The usage object of an answer: the settled numbers and what they cost, and beside them whatever else the upstream told
 * in its own usage object, at both of its levels.
 */
final class UsageJson {
    private static final Names OURS = Names.of("prompt_tokens", "completion_tokens", "total_tokens", "cost",
            "cost_details", "is_byok", "prompt_tokens_details", "completion_tokens_details");
    private static final Names COST = Names.of("upstream_inference_cost", "upstream_inference_prompt_cost",
            "upstream_inference_completions_cost");
    private static final Names PROMPT = Names.of("cached_tokens", "cache_write_tokens", "audio_tokens");
    private static final Names COMPLETION = Names.of("reasoning_tokens", "audio_tokens", "image_tokens");

    private UsageJson() {}

    /** Appends the usage object. */
    static void write(Settled settled, ByteSink out) {
        Usage usage = settled.usage();
        JsonFields upstream = told(settled.tally().usageJson());
        out.text("{\"prompt_tokens\":").number(usage.prompt())
                .text(",\"completion_tokens\":").number(usage.completion())
                .text(",\"total_tokens\":").number(usage.total());
        cost(settled, upstream, out);
        out.text(",\"prompt_tokens_details\":{\"cached_tokens\":").number(usage.cacheRead())
                .text(",\"cache_write_tokens\":").number(usage.cacheWrite() + usage.cacheWriteHour())
                .text(",\"audio_tokens\":").number(usage.audioInput());
        others(nested(upstream, "prompt_tokens_details", PROMPT), PROMPT, out);
        out.text("},\"completion_tokens_details\":{\"reasoning_tokens\":").number(usage.reasoning())
                .text(",\"image_tokens\":").number(usage.imageOutput())
                .text(",\"audio_tokens\":").number(usage.audioOutput());
        others(nested(upstream, "completion_tokens_details", COMPLETION), COMPLETION, out);
        out.write('}');
        if (usage.webSearches() > 0 && !upstream.hasValue("server_tool_use_details")) {
            out.text(",\"server_tool_use_details\":{\"web_search_requests\":").number(usage.webSearches()).write('}');
        }
        others(upstream, OURS, out);
        out.write('}');
    }

    /** With the caller's own account at the provider, the provider's price is none of the gateway's charge. */
    private static void cost(Settled settled, JsonFields upstream, ByteSink out) {
        Cost cost = settled.cost();
        cost.total().json(out.text(",\"cost\":"));
        out.text(",\"is_byok\":").text(Boolean.toString(settled.byok()));
        settled.upstreamCost().json(out.text(",\"cost_details\":{\"upstream_inference_cost\":"));
        cost.prompt().json(out.text(",\"upstream_inference_prompt_cost\":"));
        cost.completion().json(out.text(",\"upstream_inference_completions_cost\":"));
        others(nested(upstream, "cost_details", COST), COST, out);
        out.write('}');
    }

    private static void others(JsonFields told, Names ours, ByteSink out) {
        for (int i = 0; i < told.size(); i++) {
            String name = told.name(i);
            if (ours.find(name).isEmpty() && told.find(name) == i) {
                out.name(false, name).write(told.bytes(), told.valueStart(i), told.valueEnd(i));
            }
        }
    }

    private static JsonFields told(Optional<String> usageJson) {
        if (usageJson.isEmpty()) {
            return JsonFields.NONE;
        }
        byte[] bytes = usageJson.get().getBytes(StandardCharsets.UTF_8);
        return scan(bytes, 0, bytes.length, OURS);
    }

    private static JsonFields nested(JsonFields told, String name, Names known) {
        int i = told.find(name);
        return i < 0 ? JsonFields.NONE : scan(told.bytes(), told.valueStart(i), told.valueEnd(i), known);
    }

    /** The members, or none when the vendor wrote something that is no object. */
    private static JsonFields scan(byte[] bytes, int from, int to, Names known) {
        try {
            return JsonFields.scan(bytes, from, to, known);
        } catch (MalformedJson e) {
            return JsonFields.NONE;
        }
    }
}

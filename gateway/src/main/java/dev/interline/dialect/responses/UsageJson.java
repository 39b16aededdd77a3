package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.exchange.Cost;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Usage;

/** The usage object of a response: OpenAI's counts, and what they cost in OpenRouter's words for this wire. */
final class UsageJson {
    private UsageJson() {}

    /** Writes the same with all that an upstream's own object says besides. */
    static void merge(JsonFields upstream, Settled settled, ByteSink out) {
        var own = new ByteSink(256);
        write(settled, own);
        merge(SplicedResponse.fields(own.array(), 0, own.size()), upstream, out);
    }

    private static void merge(JsonFields own, JsonFields upstream, ByteSink out) {
        out.write('{');
        for (int i = 0; i < own.size(); i++) {
            String name = own.name(i);
            out.name(i == 0, name);
            int other = upstream.find(name);
            if (own.bytes()[own.valueStart(i)] == '{' && other >= 0
                    && upstream.bytes()[upstream.valueStart(other)] == '{') {
                merge(SplicedResponse.fields(own.bytes(), own.valueStart(i), own.valueEnd(i)), SplicedResponse
                        .fields(upstream.bytes(), upstream.valueStart(other), upstream.valueEnd(other)), out);
            } else {
                out.write(own.bytes(), own.valueStart(i), own.valueEnd(i));
            }
        }
        for (int i = 0; i < upstream.size(); i++) {
            if (!own.has(upstream.name(i)) && upstream.find(upstream.name(i)) == i) {
                out.write(',').write(upstream.bytes(), upstream.memberStart(i), upstream.valueEnd(i));
            }
        }
        out.write('}');
    }

    static void write(Settled settled, ByteSink out) {
        Usage usage = settled.usage();
        out.text("{\"input_tokens\":").number(usage.prompt())
                .text(",\"input_tokens_details\":{\"cached_tokens\":").number(usage.cacheRead())
                .text(",\"cache_write_tokens\":").number(usage.cacheWrite() + usage.cacheWriteHour())
                .text("},\"output_tokens\":").number(usage.completion())
                .text(",\"output_tokens_details\":{\"reasoning_tokens\":").number(usage.reasoning())
                .text("},\"total_tokens\":").number(usage.total());
        Cost cost = settled.cost();
        cost.total().json(out.text(",\"cost\":"));
        out.text(",\"is_byok\":").text(Boolean.toString(settled.byok()));
        settled.upstreamCost().json(out.text(",\"cost_details\":{\"upstream_inference_cost\":"));
        cost.prompt().json(out.text(",\"upstream_inference_input_cost\":"));
        cost.completion().json(out.text(",\"upstream_inference_output_cost\":"));
        out.write('}');
        if (usage.webSearches() > 0) {
            out.text(",\"server_tool_use_details\":{\"web_search_requests\":").number(usage.webSearches()).write('}');
        }
        out.write('}');
    }
}

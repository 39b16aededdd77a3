package dev.interline.dialect.messages;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Cost;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Usage;
import java.util.List;
import java.util.Set;

/** Token counts as Anthropic writes them, with OpenRouter's cost. Members that are not ours are kept as they were. */
final class UsageJson {
    /** A usage object that says nothing. */
    static final byte[] NOTHING = {'{', '}'};

    private static final Set<String> COUNTED = Set.of("input_tokens", "output_tokens", "cache_read_input_tokens",
            "cache_creation_input_tokens", "cache_creation", "output_tokens_details", "cost", "cost_details",
            "is_byok");
    private static final List<String> ZERO = List.of("input_tokens", "output_tokens");
    private static final List<String> NULL = List.of("cache_creation_input_tokens", "cache_read_input_tokens",
            "cache_creation", "output_tokens_details", "server_tool_use", "service_tier", "inference_geo");

    private UsageJson() {}

    /** Writes an object that was reported on the way, with the members that it lacks. */
    static void completed(byte[] bytes, int from, int to, ByteSink out) {
        JsonFields fields = fields(bytes, from, to);
        out.write('{');
        int begin = out.size();
        for (int i = 0; i < fields.size(); i++) {
            copy(fields, i, out, begin);
        }
        for (String name : ZERO) {
            if (!fields.has(name)) {
                out.name(out.size() == begin, name).write('0');
            }
        }
        nulls(fields, out);
        out.write('}');
    }

    /** Writes the final object: judged counts and cost, and whatever else the given one holds. */
    static void settled(byte[] bytes, int from, int to, Settled settled, ByteSink out) {
        JsonFields fields = fields(bytes, from, to);
        Usage usage = settled.usage();
        // Here the parts are told apart; an upstream may report parts that are more than the whole.
        long read = Math.min(usage.cacheRead(), usage.prompt());
        long hour = Math.min(usage.cacheWriteHour(), usage.prompt() - read);
        long fiveMinutes = Math.min(usage.cacheWrite(), usage.prompt() - read - hour);
        out.text("{\"input_tokens\":").number(usage.prompt() - read - hour - fiveMinutes);
        out.text(",\"output_tokens\":").number(usage.completion());
        out.text(",\"cache_read_input_tokens\":").number(read);
        out.text(",\"cache_creation_input_tokens\":").number(hour + fiveMinutes);
        out.text(",\"cache_creation\":{\"ephemeral_5m_input_tokens\":").number(fiveMinutes);
        out.text(",\"ephemeral_1h_input_tokens\":").number(hour);
        inner(fields, "cache_creation", Set.of("ephemeral_5m_input_tokens", "ephemeral_1h_input_tokens"), out);
        out.text("},\"output_tokens_details\":{\"thinking_tokens\":").number(usage.reasoning());
        inner(fields, "output_tokens_details", Set.of("thinking_tokens"), out);
        out.write('}');
        for (int i = 0; i < fields.size(); i++) {
            if (!COUNTED.contains(fields.name(i))) {
                copy(fields, i, out, 0);
            }
        }
        if (!fields.has("server_tool_use") && usage.webSearches() > 0) {
            out.text(",\"server_tool_use\":{\"web_search_requests\":").number(usage.webSearches()).text(
                    ",\"web_fetch_requests\":0}");
        } else if (!fields.has("server_tool_use")) {
            out.text(",\"server_tool_use\":null");
        }
        for (String name : List.of("service_tier", "inference_geo")) {
            if (!fields.has(name)) {
                out.name(false, name).text("null");
            }
        }
        cost(settled, out);
        out.write('}');
    }

    private static void cost(Settled settled, ByteSink out) {
        Cost cost = settled.cost();
        cost.total().json(out.text(",\"cost\":"));
        settled.upstreamCost().json(out.text(",\"cost_details\":{\"upstream_inference_cost\":"));
        cost.prompt().json(out.text(",\"upstream_inference_prompt_cost\":"));
        cost.completion().json(out.text(",\"upstream_inference_completions_cost\":"));
        out.text("},\"is_byok\":").text(Boolean.toString(settled.byok()));
    }

    private static void nulls(JsonFields fields, ByteSink out) {
        for (String name : NULL) {
            if (!fields.has(name)) {
                out.name(false, name).text("null");
            }
        }
    }

    /** Copies a member; an upstream may leave out one of the two counts of its own tools. */
    private static void copy(JsonFields fields, int i, ByteSink out, int begin) {
        byte[] bytes = fields.bytes();
        out.name(out.size() == begin, fields.name(i));
        int start = fields.valueStart(i);
        if (fields.name(i).equals("server_tool_use") && bytes[start] == '{') {
            JsonFields uses = fields(bytes, start, fields.valueEnd(i));
            out.write('{');
            int first = out.size();
            for (int k = 0; k < uses.size(); k++) {
                out.name(out.size() == first, uses.name(k)).write(bytes, uses.valueStart(k), uses.valueEnd(k));
            }
            for (String name : List.of("web_search_requests", "web_fetch_requests")) {
                if (!uses.has(name)) {
                    out.name(out.size() == first, name).write('0');
                }
            }
            out.write('}');
        } else {
            out.write(bytes, start, fields.valueEnd(i));
        }
    }

    /** Copies what an object inside holds besides the counts that are ours. */
    private static void inner(JsonFields fields, String name, Set<String> ours, ByteSink out) {
        int i = fields.find(name);
        if (i < 0 || fields.bytes()[fields.valueStart(i)] != '{') {
            return;
        }
        JsonFields inner = fields(fields.bytes(), fields.valueStart(i), fields.valueEnd(i));
        for (int k = 0; k < inner.size(); k++) {
            if (!ours.contains(inner.name(k))) {
                out.name(false, inner.name(k)).write(inner.bytes(), inner.valueStart(k), inner.valueEnd(k));
            }
        }
    }

    static JsonFields fields(byte[] bytes, int from, int to) {
        try {
            return JsonFields.scan(bytes, from, to);
        } catch (MalformedJson e) {
            throw new IllegalStateException("An object inside a frame that was scanned is valid", e);
        }
    }
}

package dev.interline.dialect.embeddings;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Cost;
import dev.interline.exchange.Settled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The usage object of an answer: the settled numbers, what they cost, and whatever else the upstream told in its own. */
final class UsageJson {
    private static final Names OURS = Names.of("prompt_tokens", "total_tokens", "cost", "cost_details", "is_byok");

    private UsageJson() {}

    /** Appends the usage object. */
    static void write(Settled settled, ByteSink out) {
        Cost cost = settled.cost();
        out.text("{\"prompt_tokens\":").number(settled.usage().prompt())
                .text(",\"total_tokens\":").number(settled.usage().total());
        cost.total().json(out.text(",\"cost\":"));
        out.text(",\"is_byok\":").text(Boolean.toString(settled.byok()));
        settled.upstreamCost().json(out.text(",\"cost_details\":{\"upstream_inference_cost\":"));
        cost.prompt().json(out.text(",\"upstream_inference_prompt_cost\":"));
        cost.completion().json(out.text(",\"upstream_inference_completions_cost\":"));
        out.write('}');
        others(told(settled.tally().usageJson()), out);
        out.write('}');
    }

    /** What says nothing is left out: the contract has no nulls here. */
    private static void others(JsonFields told, ByteSink out) {
        for (int i = 0; i < told.size(); i++) {
            String name = told.name(i);
            if (OURS.find(name).isEmpty() && told.find(name) == i && told.hasValue(name)) {
                out.name(false, name).write(told.bytes(), told.valueStart(i), told.valueEnd(i));
            }
        }
    }

    private static JsonFields told(Optional<String> usageJson) {
        try {
            byte[] bytes = usageJson.orElse("{}").getBytes(StandardCharsets.UTF_8);
            return JsonFields.scan(bytes, 0, bytes.length);
        } catch (MalformedJson e) {
            throw new IllegalStateException("an object that was scanned before", e);
        }
    }
}

package dev.interline.dialect.completions;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Cost;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Usage;

/** The usage object: the same words as a chat completion's. */
final class UsageJson {
    private UsageJson() {}

    static void write(Settled settled, ByteSink out) {
        Usage usage = settled.usage();
        Cost cost = settled.cost();
        out.text("{\"prompt_tokens\":").number(usage.prompt()).text(",\"completion_tokens\":")
                .number(usage.completion()).text(",\"total_tokens\":").number(usage.total());
        cost.total().json(out.text(",\"cost\":"));
        out.text(",\"is_byok\":").text(Boolean.toString(settled.byok()));
        settled.upstreamCost().json(out.text(",\"cost_details\":{\"upstream_inference_cost\":"));
        cost.prompt().json(out.text(",\"upstream_inference_prompt_cost\":"));
        cost.completion().json(out.text(",\"upstream_inference_completions_cost\":"));
        out.text("},\"prompt_tokens_details\":{\"cached_tokens\":").number(usage.cacheRead())
                .text("},\"completion_tokens_details\":{\"reasoning_tokens\":").number(usage.reasoning()).text("}}");
    }
}

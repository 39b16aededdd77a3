package dev.interline.provider.anthropic;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Format;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Sampling;
import dev.interline.exchange.ServiceTier;
import dev.interline.exchange.Target;
import dev.interline.exchange.ToolChoice;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A request of another wire, written from its meaning. What Anthropic has no word for is left out. */
final class WrittenRequest {
    private static final BigDecimal LEAST_TOP_P_WITH_THINKING = new BigDecimal("0.95");

    private final Exchange exchange;
    private final Conversation meaning;
    private final Target target;
    private final ClaudeModel model;
    private final boolean counting;
    private final ByteSink out;

    WrittenRequest(Exchange exchange, Target target, ClaudeModel model) {
        this.exchange = exchange;
        this.meaning = exchange.meaning();
        this.target = target;
        this.model = model;
        this.counting = exchange.facts().operation() == Operation.COUNT_TOKENS;
        this.out = new ByteSink(exchange.fields().to() - exchange.fields().from() + 256);
    }

    /** @throws dev.interline.exchange.Rejected when a part of the request cannot be said in this wire */
    ByteSink write() {
        long maxTokens = meaning.sampling().maxTokens().orElse(SplicedRequest.defaultMaxTokens(target));
        var turns = WrittenTurns.of(meaning, model);
        boolean schemaInWords = meaning.format() instanceof Format.JsonSchema && !model.takesSchemas();
        out.write('{');
        name("model").string(target.upstreamModel());
        if (!counting) {
            name("max_tokens").number(maxTokens);
            if (exchange.facts().stream()) {
                name("stream").text("true");
            }
        }
        turns.writeSystem(Instructions.of(meaning.format(), schemaInWords), this::name);
        turns.writeMessages(name("messages"));
        WrittenTools.write(meaning, strict(), this::name);
        var thinking = ThinkingRequest.of(meaning, model, maxTokens, turns.lacksThinking());
        thinking.write(this::name);
        outputConfig(thinking, schemaInWords);
        if (!counting) {
            sampling(meaning.sampling(), thinking.on());
            meaning.serviceTier().flatMap(ServiceTiers::ofAnthropic)
                    .ifPresent(tier -> name("service_tier").string(tier));
            if (target.tier() == ServiceTier.PRIORITY) {
                name("speed").string("fast");
            }
            meaning.user().ifPresent(user -> name("metadata").text("{\"user_id\":").string(user).write('}'));
        }
        meaning.cache().ifPresent(cache -> CacheMarks.value(cache, name("cache_control")));
        return out.write('}');
    }

    /** OpenRouter: {@code strict} of tools goes to Anthropic only with the beta that introduced it. */
    private boolean strict() {
        return Betas.named(exchange.headers()).contains("structured-outputs-2025-11-13");
    }

    private void outputConfig(ThinkingRequest thinking, boolean schemaInWords) {
        Optional<String> effort = thinking.effort();
        boolean schema = meaning.format() instanceof Format.JsonSchema && !schemaInWords;
        if (effort.isEmpty() && !schema) {
            return;
        }
        name("output_config").write('{');
        effort.ifPresent(word -> out.name(true, "effort").string(word));
        if (meaning.format() instanceof Format.JsonSchema(_, _, String text, _) && schema) {
            out.name(effort.isEmpty(), "format").text("{\"type\":\"json_schema\",\"schema\":").text(
                    Schemas.closed(text)).write('}');
        }
        out.write('}');
    }

    private void sampling(Sampling sampling, boolean thinking) {
        if (model.takesSampling()) {
            Optional<BigDecimal> temperature = sampling.temperature()
                    .map(BigDecimal.ONE::min)
                    .filter(one -> !thinking || one.compareTo(BigDecimal.ONE) == 0);
            temperature.ifPresent(one -> name("temperature").decimal(one));
            if (temperature.isEmpty() || model.takesTemperatureWithTopP()) {
                sampling.topP()
                        .filter(one -> !thinking || one.compareTo(LEAST_TOP_P_WITH_THINKING) >= 0)
                        .ifPresent(one -> name("top_p").decimal(one));
            }
            if (sampling.topK().isPresent() && sampling.topK().getAsLong() > 0 && !thinking) {
                name("top_k").number(sampling.topK().getAsLong());
            }
        }
        List<String> stop = sampling.stop().stream().filter(one -> !one.isBlank()).toList();
        if (!stop.isEmpty()) {
            name("stop_sequences").write('[');
            for (int i = 0; i < stop.size(); i++) {
                (i > 0 ? out.write(',') : out).string(stop.get(i));
            }
            out.write(']');
        }
    }

    private ByteSink name(String name) {
        return out.name(out.size() == 1, name);
    }

    /** Whether a call of some tool is demanded, which Anthropic does not allow together with thinking. */
    static boolean forcesTool(Conversation meaning) {
        return !meaning.tools().isEmpty() && switch (meaning.toolChoice()) {
            case ToolChoice.Required _, ToolChoice.Named _ -> true;
            case ToolChoice.Auto _, ToolChoice.None _ -> false;
        };
    }
}

package dev.interline.provider.anthropic;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.GatheringSink;
import dev.interline.bytes.JsonFields;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Operation;
import dev.interline.exchange.ServiceTier;
import dev.interline.exchange.Target;
import java.util.Set;

/**
 * A request of the same wire, copied with the few changes that the upstream needs: the model's name, what only a
 * router understands taken out, and what this model refuses moved or left out.
 */
final class SplicedRequest {
    private static final Set<String> ROUTER_ONLY = Set.of("provider", "models", "fallbacks", "plugins", "session_id",
            "route", "trace", "transforms", "preset", "stop_server_tools_when", "usage", "debug", "user", "speed");
    private static final Set<String> ANSWER_ONLY = Set.of("max_tokens", "stream", "temperature", "top_p", "top_k",
            "stop_sequences", "metadata", "service_tier");
    private static final Set<String> SAMPLING = Set.of("temperature", "top_p", "top_k");

    private final Exchange exchange;
    private final JsonFields fields;
    private final Target target;
    private final ClaudeModel model;
    private final boolean counting;
    private final GatheringSink body;
    /** What of the body is not the client's. */
    private final ByteSink out;

    SplicedRequest(Exchange exchange, Target target, ClaudeModel model) {
        this.exchange = exchange;
        this.fields = exchange.fields();
        this.target = target;
        this.model = model;
        this.counting = exchange.facts().operation() == Operation.COUNT_TOKENS;
        this.body = new GatheringSink(fields.to() - fields.from() + 64);
        this.out = body.own();
    }

    GatheringSink write() {
        var messages = SplicedMessages.of(fields, model);
        out.write('{');
        name("model").string(target.upstreamModel());
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.name(i);
            if (fields.find(name) == i && !name.equals("model") && kept(name)) {
                member(i, name, messages);
            }
        }
        if (messages.hasSystem() && !fields.hasValue("system")) {
            messages.writeSystem(fields, spliced("system"));
        }
        if (!counting && !fields.hasValue("max_tokens")) {
            name("max_tokens").number(defaultMaxTokens(target));
        }
        if (!counting && !fields.hasValue("metadata") && exchange.facts().user().isPresent()) {
            name("metadata").text("{\"user_id\":").string(exchange.facts().user().get()).write('}');
        }
        if (!counting && target.tier() == ServiceTier.PRIORITY) {
            name("speed").string("fast");
        }
        out.write('}');
        return body;
    }

    /** What stands for a missing {@code max_tokens}. */
    static long defaultMaxTokens(Target target) {
        return target.affordable().orElse(
                target.maxCompletionTokens() > 0 ? target.maxCompletionTokens() : AnthropicProvider.DEFAULT_MAX_TOKENS);
    }

    private boolean kept(String name) {
        if (ROUTER_ONLY.contains(name) || !fields.hasValue(name)) {
            return false;
        }
        if (counting && ANSWER_ONLY.contains(name)) {
            return false;
        }
        return model.takesSampling() || !SAMPLING.contains(name);
    }

    private void member(int i, String name, SplicedMessages messages) {
        switch (name) {
            case "messages" -> messages.write(spliced(name));
            case "system" -> messages.writeSystem(fields, spliced(name));
            case "thinking" -> thinking(i);
            case "service_tier" -> ServiceTiers.ofAnthropic(fields.string(name).orElse("")).ifPresent(
                    tier -> name("service_tier").string(tier));
            default -> spliced(name).window(fields.bytes(), fields.valueStart(i), fields.valueEnd(i));
        }
    }

    /** A fixed budget becomes adaptive thinking for a model that refuses budgets. */
    private void thinking(int i) {
        byte[] bytes = fields.bytes();
        boolean object = bytes[fields.valueStart(i)] == '{';
        if (object && !model.takesBudgets()) {
            JsonFields thinking = BlockEvents.fields(bytes, fields.valueStart(i), fields.valueEnd(i));
            if (thinking.string("type").orElse("").equals("enabled")) {
                name("thinking").text("{\"type\":\"adaptive\"");
                int display = thinking.find("display");
                if (display >= 0) {
                    out.name(false, "display").write(bytes, thinking.valueStart(display), thinking.valueEnd(display));
                }
                out.write('}');
                return;
            }
        }
        name("thinking").write(bytes, fields.valueStart(i), fields.valueEnd(i));
    }

    private ByteSink name(String name) {
        return out.name(out.size() == 1, name);
    }

    private GatheringSink spliced(String name) {
        name(name);
        return body;
    }
}

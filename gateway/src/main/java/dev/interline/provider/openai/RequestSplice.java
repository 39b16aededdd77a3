package dev.interline.provider.openai;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.GatheringSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Target;
import java.util.Map;
import java.util.Set;

/**
 * Turns a chat client's request into the upstream's by changing only the members that differ. What nobody knows passes.
 */
final class RequestSplice {
    static final String PATH = "/chat/completions";

    private static final Set<String> WRITTEN_LAST = Set.of("model", "prompt", "max_tokens", "max_completion_tokens",
            "stream_options", "reasoning", "reasoning_effort", "include_reasoning", "service_tier");

    private final Exchange exchange;
    private final JsonFields fields;
    private final Target target;
    private final Quirks quirks;
    private final GatheringSink body;
    /** What of the body is not the client's. */
    private final ByteSink own;

    private RequestSplice(Exchange exchange, Target target) {
        this.exchange = exchange;
        this.fields = exchange.fields();
        this.target = target;
        this.quirks = target.vendor().quirks();
        this.body = new GatheringSink(fields.to() - fields.from() + 256);
        this.own = body.own();
    }

    static Prepared prepare(Exchange exchange, Target target) {
        try {
            return new RequestSplice(exchange, target).call();
        } catch (Rejected e) {
            return new Prepared.Inexpressible(e.problem());
        } catch (MalformedJson e) {
            throw new IllegalStateException("a request that was scanned before", e);
        }
    }

    /** The headers of every call. */
    static Map<String, String> headers(boolean stream) {
        return Map.of("Accept", stream ? "text/event-stream" : "application/json");
    }

    private Prepared call() throws MalformedJson {
        own.text("{\"model\":").string(target.upstreamModel());
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.name(i);
            if (!WRITTEN_LAST.contains(name) && fields.find(name) == i && Parameters.goes(name, target)) {
                member(name, i);
            }
        }
        prompt();
        limit();
        streamOptions();
        reasoning();
        tier();
        own.write('}');
        return new Prepared.Call(PATH, headers(exchange.facts().stream()), body);
    }

    private void member(String name, int i) throws MalformedJson {
        byte[] bytes = fields.bytes();
        int from = fields.valueStart(i);
        int to = fields.valueEnd(i);
        if (bytes[from] == 'n' || name.equals("metadata") && !fields.has("store") && !quirks.acceptsRouterFields()) {
            return;
        }
        own.name(false, quirks.rename().getOrDefault(name, name));
        switch (name) {
            case "messages" -> {
                if (MessagesSplice.needless(quirks)) {
                    body.window(bytes, from, to);
                } else {
                    MessagesSplice.write(bytes, from, to, quirks, body);
                }
            }
            case "tools" -> {
                if (quirks.acceptsRouterFields()) {
                    body.window(bytes, from, to);
                } else {
                    ToolsSplice.write(bytes, from, to, quirks, body);
                }
            }
            case "user" -> own.string(EndUser.pseudonym(fields.string(name).orElse("")));
            case "provider" -> RouterPreferences.write(fields, i, target.vendor(), own);
            default -> body.window(bytes, from, to);
        }
    }

    /** A word that costs more than this endpoint's prices say does not go out. */
    private void tier() {
        target.tier().sent(fields.string("service_tier")).filter(_ -> Parameters.goes("service_tier", target))
                .ifPresent(word -> own.name(false, quirks.rename().getOrDefault("service_tier", "service_tier"))
                        .string(word));
    }

    /** A bare prompt is what one user says. */
    private void prompt() {
        if (!fields.hasValue("messages")) {
            own.text(",\"messages\":[{\"role\":\"user\",\"content\":").string(fields.string("prompt").orElse(""))
                    .text("}]");
        }
    }

    private void limit() {
        target.maxTokens(exchange.facts().maxTokens()).ifPresent(most -> {
            if (Parameters.goes("max_tokens", target)) {
                own.name(false, quirks.maxTokensField()).number(most);
            }
        });
    }

    /** Usage is asked for whenever a stream tells it only then; a vendor's own options stay beside it. */
    private void streamOptions() throws MalformedJson {
        if (!exchange.facts().stream() || !quirks.streamUsage()) {
            return;
        }
        own.text(",\"stream_options\":{\"include_usage\":true");
        int i = fields.find("stream_options");
        if (fields.hasValue("stream_options")) {
            JsonFields options = JsonFields.scan(fields.bytes(), fields.valueStart(i), fields.valueEnd(i));
            for (int k = 0; k < options.size(); k++) {
                if (!options.name(k).equals("include_usage")) {
                    own.name(false, options.name(k))
                            .write(options.bytes(), options.valueStart(k), options.valueEnd(k));
                }
            }
        }
        own.write('}');
    }

    private void reasoning() throws MalformedJson {
        if (quirks.reasoningRequest() == Quirks.ReasoningRequest.OPENROUTER) {
            raw("reasoning");
            raw("reasoning_effort");
            raw("include_reasoning");
        } else if (!fields.has("thinking") && !fields.has("enable_thinking")
                && Parameters.declared("reasoning", target) && !quirks.drop().contains("reasoning")) {
            ReasoningForm.write(SentReasoning.of(fields), target.maxTokens(exchange.facts().maxTokens()), target,
                    own);
        }
    }

    private void raw(String name) {
        if (fields.hasValue(name)) {
            int i = fields.find(name);
            own.name(false, name).write(fields.bytes(), fields.valueStart(i), fields.valueEnd(i));
        }
    }
}

package dev.interline.provider.openai;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.GatheringSink;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Format;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Sampling;
import dev.interline.exchange.Target;
import dev.interline.exchange.Thinking;
import dev.interline.exchange.Tool;
import dev.interline.exchange.ToolChoice;
import dev.interline.exchange.Turn;
import dev.interline.exchange.Wire;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes the request of a client of another wire in chat's words. */
final class RequestEncoder {
    private final Exchange exchange;
    private final Conversation asked;
    private final Target target;
    private final Quirks quirks;
    private final ByteSink body;

    private RequestEncoder(Exchange exchange, Target target) {
        this.exchange = exchange;
        this.asked = exchange.meaning();
        this.target = target;
        this.quirks = target.vendor().quirks();
        this.body = new ByteSink(exchange.fields().to() - exchange.fields().from() + 512);
    }

    static Prepared prepare(Exchange exchange, Target target) {
        try {
            return new RequestEncoder(exchange, target).call();
        } catch (Rejected e) {
            return new Prepared.Inexpressible(e.problem());
        }
    }

    private Prepared call() {
        boolean stream = exchange.facts().stream();
        body.text("{\"model\":").string(target.upstreamModel());
        messages();
        sampling(asked.sampling());
        tools();
        format();
        reasoning();
        target.tier().sent(asked.serviceTier()).ifPresent(word -> text("service_tier", word));
        asked.verbosity().ifPresent(word -> text("verbosity", word));
        asked.user().ifPresent(user -> text("user", EndUser.pseudonym(user)));
        asked.further().forEach((name, json) -> {
            // Some clients always send this hint, and strict upstreams refuse what is new to them.
            if ((!name.equals("prompt_cache_key") || quirks.cacheKey()) && name(name)) {
                body.text(json);
            }
        });
        if (stream) {
            body.text(",\"stream\":true");
            if (quirks.streamUsage()) {
                body.text(",\"stream_options\":{\"include_usage\":true}");
            }
        }
        body.write('}');
        return new Prepared.Call(RequestSplice.PATH, RequestSplice.headers(stream), GatheringSink.over(body));
    }

    private void messages() {
        body.text(",\"messages\":[");
        var encoder = new TurnEncoder(body, quirks);
        for (Turn turn : asked.turns()) {
            encoder.write(turn);
        }
        body.write(']');
    }

    private void sampling(Sampling sampling) {
        target.maxTokens(sampling.maxTokens()).ifPresent(most -> {
            if (Parameters.goes("max_tokens", target)) {
                body.name(false, quirks.maxTokensField()).number(most);
            }
        });
        number("temperature", sampling.temperature());
        number("top_p", sampling.topP());
        integer("top_k", sampling.topK());
        number("min_p", sampling.minP());
        number("top_a", sampling.topA());
        number("frequency_penalty", sampling.frequencyPenalty());
        number("presence_penalty", sampling.presencePenalty());
        number("repetition_penalty", sampling.repetitionPenalty());
        integer("seed", sampling.seed());
        if (!sampling.stop().isEmpty() && name("stop")) {
            body.write('[');
            for (int i = 0; i < sampling.stop().size(); i++) {
                (i == 0 ? body : body.write(',')).string(sampling.stop().get(i));
            }
            body.write(']');
        }
    }

    private void tools() {
        if (asked.tools().isEmpty()) {
            return;
        }
        body.text(",\"tools\":[");
        boolean first = true;
        for (Tool tool : asked.tools()) {
            if (!first) {
                body.write(',');
            }
            first = false;
            switch (tool) {
                case Tool.Function function -> function(function);
                case Tool.Foreign foreign -> foreign(foreign);
            }
        }
        body.write(']');
        choice();
        asked.parallelTools().ifPresent(parallel -> {
            if (name("parallel_tool_calls")) {
                body.text(parallel.toString());
            }
        });
    }

    /** Another router runs the tools that a client may name on either of OpenAI's wires in the same words. */
    private void foreign(Tool.Foreign tool) {
        boolean shared = tool.type().startsWith("openrouter:") || tool.type().startsWith("web_search");
        if (tool.wire() != Wire.RESPONSES || !shared || !quirks.acceptsRouterFields()) {
            throw new Rejected(ToolsSplice.inexpressible("the tool '" + tool.type() + "'"));
        }
        body.text(tool.json());
    }

    private void function(Tool.Function function) {
        body.text("{\"type\":\"function\",\"function\":{\"name\":").string(function.name());
        function.description().ifPresent(text -> body.text(",\"description\":").string(text));
        function.schema().ifPresent(json -> body.text(",\"parameters\":").text(json));
        function.strict().ifPresent(strict -> body.text(",\"strict\":").text(strict.toString()));
        body.write('}');
        if (quirks.cacheControl()) {
            function.cache().ifPresent(mark -> CacheMark.write(mark, body));
        }
        body.write('}');
    }

    private void choice() {
        switch (asked.toolChoice()) {
            case ToolChoice.Auto() -> {
                // What holds when nothing is said.
            }
            case ToolChoice.None() -> text("tool_choice", "none");
            case ToolChoice.Required() -> text("tool_choice", "required");
            case ToolChoice.Named(String function) -> {
                if (name("tool_choice")) {
                    body.text("{\"type\":\"function\",\"function\":{\"name\":").string(function).text("}}");
                }
            }
        }
    }

    private void format() {
        switch (asked.format()) {
            case Format.Text() -> {
                // What holds when nothing is said.
            }
            case Format.JsonObject() -> {
                if (name("response_format")) {
                    body.text("{\"type\":\"json_object\"}");
                }
            }
            case Format.JsonSchema(var name, var description, var schema, var strict) -> {
                if (name("response_format")) {
                    body.text("{\"type\":\"json_schema\",\"json_schema\":{\"name\":")
                            .string(name.isEmpty() ? "answer" : name);
                    description.ifPresent(text -> body.text(",\"description\":").string(text));
                    body.text(",\"schema\":").text(schema);
                    strict.ifPresent(is -> body.text(",\"strict\":").text(is.toString()));
                    body.text("}}");
                }
            }
        }
    }

    private void reasoning() {
        Thinking thinking = asked.thinking();
        if (Parameters.declared("reasoning", target) && !quirks.drop().contains("reasoning")) {
            ReasoningForm.write(thinking, target.maxTokens(asked.sampling().maxTokens()), target, body);
        }
    }

    private void text(String name, String value) {
        if (name(name)) {
            body.string(value);
        }
    }

    private void number(String name, Optional<BigDecimal> value) {
        if (value.isPresent() && name(name)) {
            body.decimal(value.get());
        }
    }

    private void integer(String name, OptionalLong value) {
        if (value.isPresent() && name(name)) {
            body.number(value.getAsLong());
        }
    }

    /** Begins a member, if this endpoint is sent one of that name. */
    private boolean name(String name) {
        if (!Parameters.goes(name, target)) {
            return false;
        }
        body.name(false, quirks.rename().getOrDefault(name, name));
        return true;
    }
}

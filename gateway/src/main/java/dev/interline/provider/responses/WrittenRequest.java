package dev.interline.provider.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.GatheringSink;
import dev.interline.bytes.JsonFields;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Format;
import dev.interline.exchange.Sampling;
import dev.interline.exchange.Target;
import dev.interline.exchange.Tool;
import dev.interline.exchange.ToolChoice;
import dev.interline.exchange.Wire;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request of another wire, written from its meaning. What this wire has no word for is left out: stop sequences, seeds,
 * {@code min_p} and the like.
 */
final class WrittenRequest {
    private static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";
    /** Members of a chat request that this wire calls alike. */
    private static final List<String> SAME_AS_CHAT = List.of("prompt_cache_key", "prompt_cache_retention");

    private final Exchange exchange;
    private final Conversation meaning;
    private final Target target;
    private final ByteSink out;
    private final List<String> include = new ArrayList<>();

    WrittenRequest(Exchange exchange, Target target) {
        this.exchange = exchange;
        this.meaning = exchange.meaning();
        this.target = target;
        this.out = new ByteSink(exchange.fields().to() - exchange.fields().from() + 512);
    }

    /** @throws dev.interline.exchange.Rejected when a part of the request cannot be said in this wire */
    GatheringSink write() {
        if (exchange.facts().output().choices() > 1) {
            throw Parameters.inexpressible("a request for several answers at once");
        }
        out.text("{\"model\":").string(target.upstreamModel()).text(",\"store\":false");
        var input = new WrittenInput(out.text(",\"input\":["), Formats.of(target.vendor()));
        meaning.turns().forEach(input::turn);
        out.write(']');
        sampling(meaning.sampling());
        tools();
        text();
        reasoning();
        logprobs();
        target.tier().sent(meaning.serviceTier()).ifPresent(word -> text("service_tier", word));
        meaning.user().ifPresent(user -> text("safety_identifier", Parameters.pseudonym(user)));
        chat();
        if (exchange.facts().stream()) {
            out.text(",\"stream\":true");
        }
        return GatheringSink.over(out.write('}'));
    }

    private void sampling(Sampling sampling) {
        target.maxTokens(sampling.maxTokens()).ifPresent(most -> {
            if (Parameters.goes("max_output_tokens", target)) {
                out.name(false, "max_output_tokens").number(most);
            }
        });
        number("temperature", sampling.temperature());
        number("top_p", sampling.topP());
        number("frequency_penalty", sampling.frequencyPenalty());
        number("presence_penalty", sampling.presencePenalty());
    }

    private void tools() {
        if (meaning.tools().isEmpty()) {
            return;
        }
        out.text(",\"tools\":[");
        int begin = out.size();
        for (Tool tool : meaning.tools()) {
            if (out.size() > begin) {
                out.write(',');
            }
            switch (tool) {
                case Tool.Function function -> function(function);
                case Tool.Foreign foreign ->
                    throw Parameters.inexpressible("the tool '" + foreign.type() + "'");
            }
        }
        out.write(']');
        switch (meaning.toolChoice()) {
            case ToolChoice.Auto() -> {
                // What holds when nothing is said.
            }
            case ToolChoice.None() -> text("tool_choice", "none");
            case ToolChoice.Required() -> text("tool_choice", "required");
            case ToolChoice.Named(String name) ->
                out.text(",\"tool_choice\":{\"type\":\"function\",\"name\":").string(name).write('}');
        }
        meaning.parallelTools().ifPresent(
                parallel -> out.name(false, "parallel_tool_calls").text(parallel.toString()));
    }

    /** Where chat says nothing schemas are no promise; here they would be (OpenAI: {@code strict}). */
    private void function(Tool.Function function) {
        out.text("{\"type\":\"function\",\"name\":").string(function.name());
        function.description().ifPresent(text -> out.name(false, "description").string(text));
        out.name(false, "parameters").text(function.schema().orElse(NO_PARAMETERS));
        out.name(false, "strict").text(function.strict().orElse(false).toString()).write('}');
    }

    private void text() {
        Optional<String> verbosity = meaning.verbosity();
        if (meaning.format() instanceof Format.Text && verbosity.isEmpty()) {
            return;
        }
        out.text(",\"text\":{");
        int begin = out.size();
        switch (meaning.format()) {
            case Format.Text() -> {
                // What holds when nothing is said.
            }
            case Format.JsonObject() -> out.text("\"format\":{\"type\":\"json_object\"}");
            case Format.JsonSchema(var name, var description, var schema, var strict) -> {
                out.text("\"format\":{\"type\":\"json_schema\",\"name\":").string(name.isEmpty() ? "answer" : name);
                description.ifPresent(words -> out.name(false, "description").string(words));
                out.name(false, "schema").text(schema);
                strict.ifPresent(is -> out.name(false, "strict").text(is.toString()));
                out.write('}');
            }
        }
        verbosity.ifPresent(word -> out.name(out.size() == begin, "verbosity").string(word));
        out.write('}');
    }

    /** Readable reasoning is a summary here, which has to be asked for; its encrypted form goes back in the next round. */
    private void reasoning() {
        if (!Parameters.goes("reasoning", target)) {
            return;
        }
        Optional<String> effort = Effort.of(meaning.thinking(),
                target.maxTokens(meaning.sampling().maxTokens()), target);
        boolean thinks = target.supportedParameters().contains("reasoning");
        if (effort.isPresent()) {
            out.text(",\"reasoning\":{\"effort\":").string(effort.get());
            if (!effort.get().equals("none") && !meaning.thinking().exclude()) {
                out.text(",\"summary\":\"auto\"");
            }
            out.write('}');
        }
        if (thinks && !effort.filter("none"::equals).isPresent()) {
            include.add("reasoning.encrypted_content");
        }
    }

    private void logprobs() {
        var fields = new Members(exchange.wire() == Wire.CHAT ? exchange.fields() : JsonFields.NONE);
        int many = fields.number("top_logprobs");
        if (fields.raw("logprobs").filter("true"::equals).isPresent()) {
            include.add("message.output_text.logprobs");
            if (many > 0) {
                out.name(false, "top_logprobs").number(many);
            }
        }
        if (!include.isEmpty()) {
            out.text(",\"include\":[\"").text(String.join("\",\"", include)).text("\"]");
        }
    }

    private void chat() {
        if (exchange.wire() == Wire.CHAT) {
            var fields = new Members(exchange.fields());
            SAME_AS_CHAT.forEach(name -> fields.raw(name).ifPresent(json -> {
                if (Parameters.goes(name, target)) {
                    out.name(false, name).text(json);
                }
            }));
        }
    }

    private void text(String name, String value) {
        if (Parameters.goes(name, target)) {
            out.name(false, name).string(value);
        }
    }

    private void number(String name, Optional<BigDecimal> value) {
        if (value.isPresent() && Parameters.goes(name, target)) {
            out.name(false, name).decimal(value.get());
        }
    }
}

package dev.interline.dialect.chat;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Need;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Output;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.RequestValues;
import dev.interline.exchange.RouterFields;
import dev.interline.exchange.Wire;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks a request body in one pass (OpenRouter: chat completion parameters). Fields that are not known pass.
 */
final class RequestScan implements JsonFields.Visitor {
    private static final Set<String> PARAMETERS = Set.of("temperature", "top_p", "top_k", "min_p", "top_a",
            "frequency_penalty", "presence_penalty", "repetition_penalty", "max_tokens", "max_completion_tokens",
            "logit_bias", "logprobs", "top_logprobs", "prediction", "seed", "response_format", "structured_outputs",
            "stop", "tools", "tool_choice", "parallel_tool_calls", "include_reasoning", "reasoning",
            "reasoning_effort", "web_search_options", "verbosity");
    private static final Names MEMBERS = Names.of("model", "models", "stream", "provider", "session_id", "user",
            "route",
            "service_tier", "preset", "prompt_cache_key", "transforms", "plugins", "metadata", "trace", "debug",
            "usage",
            "stream_options", "prediction", "image_config", "web_search_options", "x_search_filter", "audio",
            "cache_control", "temperature", "repetition_penalty", "top_p", "min_p", "top_a", "frequency_penalty",
            "presence_penalty", "top_k", "seed", "max_tokens", "max_completion_tokens", "n", "max_tool_calls",
            "top_logprobs", "logprobs", "structured_outputs", "parallel_tool_calls", "verbosity", "stop", "logit_bias",
            "modalities", "reasoning", "reasoning_effort", "include_reasoning", "messages", "prompt", "tools",
            "tool_choice", "response_format");
    private static final Names VERBOSITIES = Names.of("low", "medium", "high", "xhigh", "max");
    private static final Names MODALITIES = Names.of("text", "image", "audio");

    private final byte[] body;
    private @Nullable RequestValues values;
    private final Set<Need> needs = EnumSet.noneOf(Need.class);
    private final List<String> parameters = new ArrayList<>(4);
    private final ReasoningScan reasoning = new ReasoningScan();
    private final RouterFields router = new RouterFields();
    private OptionalLong maxTokens = OptionalLong.empty();
    private OptionalLong maxCompletionTokens = OptionalLong.empty();
    private boolean hasMessages;
    private boolean hasPrompt;
    private int promptBytes;
    private int choices = 1;
    private final PromptMedia media = new PromptMedia();

    private RequestScan(byte[] body) {
        this.body = body;
    }

    static Parsed parse(Operation operation, byte[] body, int length, Headers headers) {
        var scan = new RequestScan(body);
        try {
            JsonFields fields = JsonFields.scan(body, 0, length, MEMBERS, scan);
            return new Parsed.Accepted(
                    new Exchange(Wire.CHAT, scan.facts(operation, headers), fields, headers, Meaning::decode));
        } catch (MalformedJson e) {
            return new Parsed.Refused(Problem.invalid(e.getMessage()));
        } catch (Rejected e) {
            return new Parsed.Refused(e.problem());
        }
    }

    private Facts facts(Operation operation, Headers headers) {
        if (!hasMessages && !hasPrompt) {
            throw new Rejected(Problem.invalid(
                    "messages: missing; expected an array with at least one message (or prompt, a string)")
                    .with("param", "messages"));
        }
        reasoning.check();
        return new Facts(operation, router.model(), router.models(), router.stream(),
                maxCompletionTokens.isPresent() ? maxCompletionTokens : maxTokens, needs,
                Set.of(parameters.toArray(String[]::new)), router.preferences(), router.session(headers), router.user(),
                media.prompt(promptBytes), new Output(choices, reasoning.tokens()), router.plugins());
    }

    @Override
    public void value(String name, JsonScanner in) throws MalformedJson {
        int from = in.position();
        if (PARAMETERS.contains(name) && !in.atNull() && !parameters.contains(name)) {
            parameters.add(name);
        }
        RequestValues typed = values(in);
        if (!router.read(name, typed) && !sampling(name, typed) && !structure(name, typed)) {
            in.skip();
        }
        if (name.equals("messages") || name.equals("prompt") || name.equals("tools")) {
            promptBytes += in.position() - from;
        }
    }

    /** One reader of values serves all members. */
    private RequestValues values(JsonScanner in) {
        RequestValues known = values;
        if (known == null) {
            known = new RequestValues(in, body);
            values = known;
        }
        return known;
    }

    private boolean sampling(String name, RequestValues values) throws MalformedJson {
        switch (name) {
            case "temperature", "repetition_penalty" -> values.number(name, 0, 2);
            case "top_p", "min_p", "top_a" -> values.number(name, 0, 1);
            case "frequency_penalty", "presence_penalty" -> values.number(name, -2, 2);
            case "top_k" -> values.integer(name, 0, Long.MAX_VALUE);
            case "seed" -> values.integer(name, Long.MIN_VALUE, Long.MAX_VALUE);
            case "max_tokens" -> maxTokens = values.integer(name, 1, Long.MAX_VALUE);
            case "max_completion_tokens" -> maxCompletionTokens = values.integer(name, 1, Long.MAX_VALUE);
            case "n" -> choices = (int) values.integer(name, 1, 128).orElse(1);
            case "max_tool_calls" -> values.integer(name, 1, Long.MAX_VALUE);
            case "top_logprobs" -> values.integer(name, 0, 20);
            case "logprobs", "structured_outputs", "parallel_tool_calls" -> values.flag(name);
            case "verbosity" -> values.word(name, VERBOSITIES, "low, medium, high, xhigh, max");
            case "stop" -> stop(values);
            case "logit_bias" -> logitBias(values);
            case "modalities" -> modalities(values);
            case "reasoning" -> reasoning.object(values);
            case "reasoning_effort" -> reasoning.effort(values);
            case "include_reasoning" -> values.flag(name);
            case "usage", "prediction", "web_search_options", "x_search_filter", "audio" -> values.object(name);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean structure(String name, RequestValues values) throws MalformedJson {
        switch (name) {
            case "messages" -> {
                if (!values.isNull()) {
                    MessagesScan.read(values, needs, media);
                    hasMessages = true;
                }
            }
            case "prompt" -> prompt(values);
            case "tools" -> {
                if (ToolsScan.tools(values)) {
                    needs.add(Need.TOOLS);
                } else {
                    parameters.remove(name);
                }
            }
            case "tool_choice" -> ToolsScan.choice(values);
            case "response_format" -> {
                if (FormatScan.read(values)) {
                    needs.add(Need.STRUCTURED_OUTPUT);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void prompt(RequestValues values) throws MalformedJson {
        values.in().peek();
        int from = values.in().position();
        hasPrompt = values.string("prompt").isPresent();
        if (hasPrompt) {
            media.message(false, from, values.in().position());
        }
    }

    private static void stop(RequestValues values) throws MalformedJson {
        if (values.in().peek() == '[') {
            if (values.strings("stop").size() > 4) {
                throw values.rejected("stop", "must have 4 entries or fewer");
            }
        } else if (!values.isNull()) {
            values.expect('"', "stop", "a string or an array of strings");
            values.in().skip();
        }
    }

    private static void logitBias(RequestValues values) throws MalformedJson {
        if (values.isNull()) {
            return;
        }
        values.expect('{', "logit_bias", "an object of numbers");
        JsonScanner in = values.in();
        in.enterObject();
        while (in.nextMember()) {
            values.number("logit_bias", -Double.MAX_VALUE, Double.MAX_VALUE);
        }
    }

    private void modalities(RequestValues values) throws MalformedJson {
        if (!values.isNull()) {
            values.array("modalities", "an array of strings", _ -> {
                switch (values.word("", MODALITIES, "text, image, audio").orElse("text")) {
                    case "image" -> needs.add(Need.IMAGE_OUTPUT);
                    case "audio" -> needs.add(Need.AUDIO_OUTPUT);
                    default -> {
                        // Every model writes text.
                    }
                }
            });
        }
    }
}

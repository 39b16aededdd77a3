package dev.interline.dialect.responses;

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
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks a request body in one pass (OpenRouter: {@code ResponsesRequest}). Fields that are not known pass;
 * those that need a memory of earlier answers are refused where there is none.
 */
final class RequestScan implements JsonFields.Visitor {
    private static final int USER_LENGTH = 256;
    private static final Names MEMBERS = Names.of("model", "models", "stream", "provider", "session_id", "user",
            "safety_identifier", "route", "service_tier", "preset", "prompt_cache_key", "transforms", "plugins",
            "metadata", "trace", "debug", "stream_options", "image_config", "cache_control", "input", "instructions",
            "tools", "tool_choice", "parallel_tool_calls", "max_output_tokens", "max_tool_calls", "temperature",
            "top_p", "top_k", "top_logprobs", "frequency_penalty", "presence_penalty", "reasoning", "text", "include",
            "truncation", "store", "previous_response_id", "background", "prompt", "conversation", "modalities",
            "prompt_cache_options", "stop_server_tools_when");
    /** Fields that are called alike in OpenRouter's {@code supported_parameters}. */
    private static final Set<String> PARAMETERS = Set.of("temperature", "top_p", "top_k", "frequency_penalty",
            "presence_penalty", "tool_choice", "parallel_tool_calls", "reasoning");
    private static final Names TRUNCATIONS = Names.of("auto", "disabled");
    private static final Names MODALITIES = Names.of("text", "image");
    private static final Names INCLUDES = Names.of("file_search_call.results", "message.input_image.image_url",
            "computer_call_output.output.image_url", "reasoning.encrypted_content", "code_interpreter_call.outputs",
            "message.output_text.logprobs", "web_search_call.action.sources", "web_search_call.results");
    private static final String INCLUDE_LIST = "reasoning.encrypted_content, message.output_text.logprobs, "
            + "message.input_image.image_url, file_search_call.results, computer_call_output.output.image_url, "
            + "code_interpreter_call.outputs, web_search_call.action.sources, web_search_call.results";

    private final byte[] body;
    private final RouterFields router = new RouterFields();
    private final Set<Need> needs = EnumSet.noneOf(Need.class);
    private final Set<String> parameters = new HashSet<>();
    private final SteeringScan steering = new SteeringScan(needs, parameters);
    private final InputScan input;
    private final MemoryScan memory;
    private @Nullable RequestValues values;
    private OptionalLong maxTokens = OptionalLong.empty();
    private Optional<String> safetyIdentifier = Optional.empty();
    private int promptBytes;
    private int inputBytes;

    private RequestScan(byte[] body, long mostStored) {
        this.body = body;
        this.memory = new MemoryScan(mostStored);
        this.input = new InputScan(needs, mostStored > 0);
    }

    /** @param mostStored most bytes of an input whose answer is kept; 0 if none is */
    static Parsed parse(Operation operation, byte[] body, int length, Headers headers, long mostStored) {
        var scan = new RequestScan(body, mostStored);
        try {
            JsonFields fields = JsonFields.scan(body, 0, length, MEMBERS, scan);
            Facts facts = scan.facts(operation, headers);
            return new Parsed.Accepted(new Exchange(Wire.RESPONSES, facts, fields, headers, RequestMeaning::of,
                    scan.memory.told(scan.inputBytes, scan.input.hasReferences())));
        } catch (MalformedJson e) {
            return new Parsed.Refused(Problem.invalid(e.getMessage()));
        } catch (Rejected e) {
            return new Parsed.Refused(e.problem());
        }
    }

    private Facts facts(Operation operation, Headers headers) {
        if (!input.isThere() && !memory.isContinued()) {
            throw rejected("input", "missing; expected a string or an array of items");
        }
        if (router.user().filter(id -> id.length() > USER_LENGTH).isPresent()) {
            throw rejected("user", "must have 256 characters or fewer");
        }
        steering.check();
        return new Facts(operation, router.model(), router.models(), router.stream(), maxTokens, needs, parameters,
                router.preferences(), router.session(headers), router.user().or(() -> safetyIdentifier),
                input.prompt(promptBytes), new Output(1, steering.reasoningTokens()), router.plugins());
    }

    @Override
    public void value(String name, JsonScanner in) throws MalformedJson {
        int from = in.position();
        if (PARAMETERS.contains(name) && !in.atNull()) {
            parameters.add(name);
        }
        RequestValues typed = values(in);
        if (!router.read(name, typed) && !sampling(name, typed) && !structure(name, typed)
                && !memory.read(name, typed)) {
            in.skip();
        }
        if (name.equals("input") || name.equals("instructions") || name.equals("tools")) {
            promptBytes += in.position() - from;
            inputBytes = name.equals("input") ? in.position() - from : inputBytes;
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
            case "temperature" -> values.number(name, 0, 2);
            case "top_p" -> values.number(name, 0, 1);
            case "frequency_penalty", "presence_penalty" -> values.number(name, -2, 2);
            case "top_k" -> values.integer(name, 0, Long.MAX_VALUE);
            case "top_logprobs" -> {
                if (values.integer(name, 0, 20).isPresent()) {
                    parameters.add("logprobs");
                    parameters.add("top_logprobs");
                }
            }
            case "max_output_tokens" -> {
                maxTokens = values.integer(name, 1, Long.MAX_VALUE);
                maxTokens.ifPresent(_ -> parameters.add("max_tokens"));
            }
            case "max_tool_calls" -> values.integer(name, 1, Long.MAX_VALUE);
            case "parallel_tool_calls" -> values.flag(name);
            case "truncation" -> values.word(name, TRUNCATIONS, "auto, disabled");
            case "safety_identifier" ->
                safetyIdentifier = values.string(name, USER_LENGTH).filter(id -> !id.isEmpty());
            case "prompt_cache_options" -> values.object(name);
            case "modalities" -> modalities(values);
            case "include" -> include(values);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean structure(String name, RequestValues values) throws MalformedJson {
        switch (name) {
            case "input" -> input.read(values);
            case "instructions" -> {
                values.in().peek();
                int from = values.in().position();
                if (values.string(name).isPresent()) {
                    input.instructed(from, values.in().position());
                }
            }
            case "tools" -> ToolsScan.tools(values, needs, parameters);
            case "tool_choice" -> ToolsScan.choice(values);
            case "reasoning" -> steering.reasoning(values);
            case "text" -> steering.text(values);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void modalities(RequestValues values) throws MalformedJson {
        if (!values.isNull()) {
            values.array("modalities", "an array of strings", _ -> {
                if (values.word("", MODALITIES, "text, image").orElse("").equals("image")) {
                    needs.add(Need.IMAGE_OUTPUT);
                }
            });
        }
    }

    private void include(RequestValues values) throws MalformedJson {
        if (!values.isNull()) {
            values.array("include", "an array of strings", _ -> {
                if (values.word("", INCLUDES, INCLUDE_LIST).orElse("").equals("message.output_text.logprobs")) {
                    parameters.add("logprobs");
                }
            });
        }
    }

    static Rejected rejected(String field, String why) {
        return new Rejected(Problem.invalid(field + ": " + why).with("param", field));
    }
}

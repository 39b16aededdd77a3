package dev.interline.dialect.messages;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Need;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Output;
import dev.interline.exchange.Plugins;
import dev.interline.exchange.PluginsReader;
import dev.interline.exchange.Preferences;
import dev.interline.exchange.PreferencesReader;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.RequestValues;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Checks a request and gathers its facts in one pass. Messages of problems lead with the path of the field, as
 * Anthropic's do; fields that nobody knows are let through.
 */
final class RequestScan {
    private static final int MOST_MODELS = 3;
    private static final int LONGEST_SESSION_ID = 256;
    private static final long LEAST_BUDGET = 1024;
    private static final List<String> PROMPT = List.of("system", "messages", "tools");
    /** Request fields whose name in OpenRouter's {@code supported_parameters} is another or the same. */
    private static final String[][] PARAMETERS = {{"max_tokens", "max_tokens"}, {"temperature", "temperature"},
            {"top_p", "top_p"}, {"top_k", "top_k"}, {"stop_sequences", "stop"}, {"tools", "tools"},
            {"tool_choice", "tool_choice"}};
    /** Every field that is known here or to those who read the request after this. */
    static final Names MEMBERS = Names.of("model", "models", "fallbacks", "max_tokens", "messages", "system",
            "temperature", "top_p", "top_k", "stop_sequences", "stream", "thinking", "output_config", "tools",
            "tool_choice", "metadata", "user", "provider", "session_id", "service_tier", "plugins", "route", "trace",
            "transforms", "preset", "usage", "debug", "speed", "context_management");

    private final Operation operation;
    private final JsonFields fields;
    private final Headers headers;
    private final Values values;
    private final Set<Need> needs = EnumSet.noneOf(Need.class);
    private final List<String> parameters = new ArrayList<>(4);
    private long thinkingTokens;

    RequestScan(Operation operation, JsonFields fields, Headers headers) {
        this.operation = operation;
        this.fields = fields;
        this.headers = headers;
        this.values = new Values(fields, "");
    }

    /** @throws Rejected when the request is not one of this wire */
    Facts facts() throws MalformedJson {
        String model = values.string("model").orElse("");
        List<String> models = models();
        if (model.isEmpty() && models.isEmpty()) {
            throw invalid("model: Field required");
        }
        OptionalLong maxTokens = values.integer("max_tokens", 1);
        values.decimal("temperature", 0, 2);
        values.decimal("top_p", 0, 1);
        values.integer("top_k", 0);
        values.strings("stop_sequences");
        thinking(maxTokens);
        output();
        var messages = new MessageScan(fields, needs);
        messages.scan();
        tools();
        for (String[] parameter : PARAMETERS) {
            if (fields.hasValue(parameter[0])) {
                parameters.add(parameter[1]);
            }
        }
        return new Facts(operation, model, models, values.bool("stream").orElse(false), maxTokens, needs,
                Set.of(parameters.toArray(String[]::new)), preferences(), sessionId(), user(),
                messages.prompt(promptBytes()), new Output(1, thinkingTokens), plugins());
    }

    private List<String> models() {
        List<String> models = values.strings("models");
        if (models.size() > MOST_MODELS) {
            throw invalid("models: 'models' array must have 3 items or fewer.");
        }
        if (!fields.hasValue("fallbacks")) {
            return models;
        }
        if (!models.isEmpty()) {
            throw invalid("fallbacks: cannot be combined with 'models'; use one of them");
        }
        var fallbacks = new ArrayList<String>();
        for (JsonFields fallback : values.objects("fallbacks")) {
            String path = "fallbacks." + fallbacks.size();
            for (int i = 0; i < fallback.size(); i++) {
                if (!fallback.name(i).equals("model")) {
                    throw invalid(path + "." + fallback.name(i) + ": Extra inputs are not permitted; only 'model' is");
                }
            }
            fallbacks.add(fallback.string("model").orElseThrow(() -> invalid(path + ".model: Field required")));
        }
        if (fallbacks.size() > MOST_MODELS) {
            throw invalid("fallbacks: must have 3 items or fewer");
        }
        return fallbacks;
    }

    private void thinking(OptionalLong maxTokens) {
        Optional<JsonFields> thinking = values.object("thinking");
        if (thinking.isEmpty()) {
            return;
        }
        var inner = new Values(thinking.get(), "thinking.");
        String type = inner.string("type").orElseThrow(() -> invalid("thinking.type: Field required"));
        if (type.equals("enabled")) {
            long budget = inner.integer("budget_tokens", LEAST_BUDGET)
                    .orElseThrow(() -> invalid("thinking.budget_tokens: Field required"));
            thinkingTokens = budget;
            if (maxTokens.isPresent() && maxTokens.getAsLong() <= budget) {
                throw invalid("max_tokens: must be greater than thinking.budget_tokens");
            }
        }
        if (!type.equals("disabled")) {
            parameters.add("reasoning");
        }
    }

    private void output() {
        Optional<JsonFields> config = values.object("output_config");
        if (config.isEmpty()) {
            return;
        }
        if (config.get().hasValue("format")) {
            needs.add(Need.STRUCTURED_OUTPUT);
            parameters.add("response_format");
            parameters.add("structured_outputs");
        }
        if (config.get().hasValue("effort")) {
            parameters.add("verbosity");
        }
    }

    private void tools() {
        List<JsonFields> tools = values.objects("tools");
        for (int i = 0; i < tools.size(); i++) {
            var tool = new Values(tools.get(i), "tools." + i + ".");
            if (tool.string("type").orElse("custom").equals("custom")) {
                if (tool.string("name").orElse("").isEmpty()) {
                    throw invalid("tools." + i + ".name: Field required");
                }
                if (tool.object("input_schema").isEmpty()) {
                    throw invalid("tools." + i + ".input_schema: Field required");
                }
            }
        }
        if (!tools.isEmpty()) {
            needs.add(Need.TOOLS);
        }
        Optional<JsonFields> choice = values.object("tool_choice");
        if (choice.isPresent()) {
            String type = choice.get().string("type").orElse("");
            if (!Set.of("auto", "any", "tool", "none").contains(type)) {
                throw invalid("tool_choice.type: Input should be 'auto', 'any', 'tool' or 'none'");
            }
            if (type.equals("tool") && choice.get().string("name").isEmpty()) {
                throw invalid("tool_choice.name: Field required");
            }
        }
    }

    private Preferences preferences() throws MalformedJson {
        int i = fields.find("provider");
        if (i < 0 || !fields.hasValue("provider")) {
            return Preferences.NONE;
        }
        var scanner = JsonScanner.over(fields.bytes(), fields.valueStart(i), fields.valueEnd(i));
        return PreferencesReader.read(new RequestValues(scanner, fields.bytes()));
    }

    private Plugins plugins() throws MalformedJson {
        int i = fields.find("plugins");
        if (i < 0 || !fields.hasValue("plugins")) {
            return Plugins.NONE;
        }
        var scanner = JsonScanner.over(fields.bytes(), fields.valueStart(i), fields.valueEnd(i));
        return PluginsReader.read(new RequestValues(scanner, fields.bytes()));
    }

    private Optional<String> sessionId() {
        Optional<String> id = values.string("session_id").or(() -> headers.first("x-session-id"));
        if (id.isPresent() && id.get().length() > LONGEST_SESSION_ID) {
            throw invalid("session_id: must have 256 characters or fewer");
        }
        return id;
    }

    private Optional<String> user() {
        return values.object("metadata").flatMap(metadata -> metadata.string("user_id"))
                .or(() -> values.string("user"));
    }

    private int promptBytes() {
        int sum = 0;
        for (String name : PROMPT) {
            int i = fields.find(name);
            sum += i < 0 ? 0 : fields.valueEnd(i) - fields.valueStart(i);
        }
        return sum;
    }

    static Rejected invalid(String message) {
        return new Rejected(Problem.invalid(message));
    }
}

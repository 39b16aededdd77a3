package dev.interline.dialect.messages;

import dev.interline.bytes.JsonFields;
import dev.interline.exchange.CacheControl;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Format;
import dev.interline.exchange.Part;
import dev.interline.exchange.Role;
import dev.interline.exchange.Sampling;
import dev.interline.exchange.Thinking;
import dev.interline.exchange.Tool;
import dev.interline.exchange.ToolChoice;
import dev.interline.exchange.Turn;
import dev.interline.exchange.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A request decoded in full. */
final class RequestMeaning {
    /** Members that a router of another wire understands alike. */
    private static final List<String> SAME = List.of("plugins", "session_id", "trace");

    private final JsonFields fields;
    private final Values values;

    private RequestMeaning(JsonFields fields) {
        this.fields = fields;
        this.values = new Values(fields, "");
    }

    /** @throws dev.interline.exchange.Rejected when a value has the wrong type */
    static Conversation of(JsonFields fields) {
        var meaning = new RequestMeaning(fields);
        Optional<Values> choice = meaning.inner("tool_choice");
        Optional<Boolean> parallel = choice.flatMap(one -> one.bool("disable_parallel_tool_use")).map(no -> !no);
        return new Conversation(meaning.turns(), meaning.tools(), choice(choice), parallel, meaning.sampling(),
                meaning.format(), meaning.thinking(), cache(meaning.values), meaning.serviceTier(), meaning.user(),
                meaning.verbosity(), further(fields));
    }

    private static Map<String, String> further(JsonFields fields) {
        var further = new LinkedHashMap<String, String>();
        SAME.forEach(name -> fields.raw(name).ifPresent(json -> further.put(name, json)));
        return further;
    }

    private List<Turn> turns() {
        var turns = new ArrayList<Turn>();
        if (fields.hasValue("system")) {
            turns.add(new Turn(Role.SYSTEM, BlockMeaning.content(fields, "system"), Optional.empty()));
        }
        for (JsonFields message : values.objects("messages")) {
            String role = message.string("role").orElse("");
            List<Part> parts = BlockMeaning.content(message, "content");
            switch (role) {
                case "assistant" -> turns.add(new Turn(Role.ASSISTANT, parts, Optional.empty()));
                case "system" -> turns.add(new Turn(Role.SYSTEM, parts, Optional.empty()));
                default -> user(parts, turns);
            }
        }
        return turns;
    }

    /** A user's message may hold the results of tools, which are turns of their own everywhere else. */
    private static void user(List<Part> parts, List<Turn> turns) {
        var own = new ArrayList<Part>();
        for (Part part : parts) {
            if (part instanceof Part.ToolResult) {
                flush(own, turns);
                turns.add(new Turn(Role.TOOL, List.of(part), Optional.empty()));
            } else {
                own.add(part);
            }
        }
        flush(own, turns);
    }

    private static void flush(List<Part> own, List<Turn> turns) {
        if (!own.isEmpty()) {
            turns.add(new Turn(Role.USER, own, Optional.empty()));
            own.clear();
        }
    }

    private List<Tool> tools() {
        var tools = new ArrayList<Tool>();
        for (JsonFields tool : values.objects("tools")) {
            var one = new Values(tool, "tools." + tools.size() + ".");
            String type = one.string("type").orElse("custom");
            tools.add(type.equals("custom")
                    ? new Tool.Function(one.string("name").orElse(""), one.string("description"),
                            BlockMeaning.raw(tool, "input_schema"), one.bool("strict"), cache(one))
                    : new Tool.Foreign(Wire.MESSAGES, type, BlockMeaning.raw(tool)));
        }
        return tools;
    }

    private static ToolChoice choice(Optional<Values> choice) {
        return switch (choice.flatMap(one -> one.string("type")).orElse("auto")) {
            case "any" -> new ToolChoice.Required();
            case "none" -> new ToolChoice.None();
            case "tool" -> new ToolChoice.Named(choice.flatMap(one -> one.string("name")).orElse(""));
            default -> new ToolChoice.Auto();
        };
    }

    private Sampling sampling() {
        return new Sampling(values.integer("max_tokens", 1), values.decimal("temperature", 0, 2),
                values.decimal("top_p", 0, 1), values.integer("top_k", 0), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty(),
                values.strings("stop_sequences"));
    }

    private Format format() {
        Optional<Values> format = inner("output_config").flatMap(config -> inner(config, "format"))
                .or(() -> inner("output_format"));
        Optional<String> schema = format.flatMap(one -> BlockMeaning.raw(one.fields(), "schema"));
        return schema.isEmpty()
                ? new Format.Text()
                : new Format.JsonSchema("answer", Optional.empty(), schema.get(), Optional.of(true));
    }

    private Thinking thinking() {
        Optional<Values> thinking = inner("thinking");
        if (thinking.isEmpty()) {
            return Thinking.UNSAID;
        }
        String type = thinking.get().string("type").orElse("");
        boolean omitted = thinking.get().string("display").orElse("").equals("omitted");
        return switch (type) {
            case "disabled" -> new Thinking(Optional.of(false), Optional.empty(), OptionalLong.empty(), false, false);
            case "adaptive" -> new Thinking(Optional.of(true), effort(), OptionalLong.empty(), omitted, true);
            default -> new Thinking(Optional.of(true), Optional.empty(), thinking.get().integer("budget_tokens", 1),
                    omitted, false);
        };
    }

    /** An effort belongs to adaptive thinking where there is that, and to the answer as a whole otherwise. */
    private Optional<String> verbosity() {
        boolean adaptive = inner("thinking").flatMap(one -> one.string("type")).orElse("").equals("adaptive");
        return adaptive ? Optional.empty() : effort();
    }

    private Optional<String> effort() {
        return inner("output_config").flatMap(config -> config.string("effort"));
    }

    private Optional<String> serviceTier() {
        if (values.string("speed").orElse("").equals("fast")) {
            return Optional.of("priority");
        }
        return values.string("service_tier").map(tier -> tier.equals("standard_only") ? "default" : tier);
    }

    private Optional<String> user() {
        return inner("metadata").flatMap(metadata -> metadata.string("user_id")).or(() -> values.string("user"));
    }

    static Optional<CacheControl> cache(Values holder) {
        return holder.object("cache_control").map(mark -> new CacheControl(mark.string("ttl")));
    }

    private Optional<Values> inner(String name) {
        return inner(values, name);
    }

    private static Optional<Values> inner(Values holder, String name) {
        return holder.object(name).map(object -> new Values(object, holder.path() + name + "."));
    }
}

package dev.interline.dialect.chat;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.CacheControl;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Format;
import dev.interline.exchange.Part;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Role;
import dev.interline.exchange.Sampling;
import dev.interline.exchange.Thinking;
import dev.interline.exchange.Turn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Decodes a request that was checked before. */
final class Meaning {
    private static final Names REASONING = Names.of("effort", "max_tokens", "exclude", "enabled");
    private static final Names FORMAT = Names.of("type", "json_schema");
    private static final Names SCHEMA = Names.of("name", "description", "schema", "strict");

    private final JsonFields fields;
    private final Values values;

    private Meaning(JsonFields fields) {
        this.fields = fields;
        this.values = new Values(fields.bytes());
    }

    /** @throws Rejected when a value has a form that no other wire could take */
    static Conversation decode(JsonFields fields) {
        try {
            return new Meaning(fields).conversation();
        } catch (MalformedJson e) {
            throw new Rejected(Problem.invalid(e.getMessage()));
        }
    }

    /** Only what was said about reasoning. */
    static Thinking thinking(JsonFields fields) {
        try {
            return new Meaning(fields).thinking();
        } catch (MalformedJson e) {
            throw new Rejected(Problem.invalid(e.getMessage()));
        }
    }

    private Conversation conversation() throws MalformedJson {
        return new Conversation(turns(), ToolDecoder.tools(fields, values), ToolDecoder.choice(fields, values),
                flag("parallel_tool_calls"), sampling(), format(), thinking(), cache(), fields.string("service_tier"),
                fields.string("user"), fields.string("verbosity"));
    }

    private List<Turn> turns() throws MalformedJson {
        if (!fields.hasValue("messages")) {
            return List.of(new Turn(Role.USER,
                    List.of(new Part.Text(fields.string("prompt").orElse(""), Optional.empty())), Optional.empty()));
        }
        var decoder = new TurnDecoder(values);
        List<Turn> turns = new ArrayList<>();
        JsonScanner in = at("messages");
        in.enterArray();
        while (in.nextElement()) {
            turns.add(decoder.read());
        }
        return turns;
    }

    private Sampling sampling() throws MalformedJson {
        OptionalLong limit = integer("max_completion_tokens");
        return new Sampling(limit.isPresent() ? limit : integer("max_tokens"), decimal("temperature"),
                decimal("top_p"), integer("top_k"), decimal("min_p"), decimal("top_a"), decimal("frequency_penalty"),
                decimal("presence_penalty"), decimal("repetition_penalty"), integer("seed"), stop());
    }

    private List<String> stop() throws MalformedJson {
        if (!fields.hasValue("stop")) {
            return List.of();
        }
        JsonScanner in = at("stop");
        return in.peek() == '[' ? values.strings() : List.of(in.string());
    }

    private Format format() throws MalformedJson {
        if (!fields.hasValue("response_format")) {
            return new Format.Text();
        }
        JsonScanner in = at("response_format");
        String type = "text";
        Format.JsonSchema schema = new Format.JsonSchema("", Optional.empty(), "{}", Optional.empty());
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(FORMAT)) {
                case "type" -> type = values.text().orElse(type);
                case "json_schema" -> schema = schema();
                default -> in.skip();
            }
        }
        return switch (type) {
            case "json_object" -> new Format.JsonObject();
            case "json_schema" -> schema;
            default -> new Format.Text();
        };
    }

    private Format.JsonSchema schema() throws MalformedJson {
        JsonScanner in = values.in();
        String name = "";
        Optional<String> description = Optional.empty();
        String schema = "{}";
        Optional<Boolean> strict = Optional.empty();
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(SCHEMA)) {
                case "name" -> name = values.text().orElse("");
                case "description" -> description = values.text();
                case "schema" -> schema = values.raw().orElse("{}");
                case "strict" -> strict = values.flag();
                default -> in.skip();
            }
        }
        return new Format.JsonSchema(name, description, schema, strict);
    }

    /** {@code include_reasoning} is the oldest form: true asks for reasoning, false hides it. */
    private Thinking thinking() throws MalformedJson {
        Optional<Boolean> enabled = Optional.empty();
        Optional<String> effort = fields.string("reasoning_effort");
        OptionalLong maxTokens = OptionalLong.empty();
        Optional<Boolean> exclude = flag("include_reasoning").map(include -> !include);
        if (fields.hasValue("reasoning")) {
            JsonScanner in = at("reasoning");
            in.enterObject();
            while (in.nextMember()) {
                switch (in.name(REASONING)) {
                    case "effort" -> effort = values.text().or(() -> fields.string("reasoning_effort"));
                    case "max_tokens" -> maxTokens = values.integer();
                    case "exclude" -> exclude = values.flag();
                    case "enabled" -> enabled = values.flag();
                    default -> in.skip();
                }
            }
        }
        if (effort.filter("none"::equals).isPresent()) {
            enabled = Optional.of(false);
        }
        return new Thinking(enabled, effort, maxTokens, exclude.orElse(false), false);
    }

    private Optional<CacheControl> cache() throws MalformedJson {
        if (!fields.hasValue("cache_control")) {
            return Optional.empty();
        }
        at("cache_control");
        return values.cache();
    }

    private Optional<Boolean> flag(String name) throws MalformedJson {
        if (!fields.hasValue(name)) {
            return Optional.empty();
        }
        at(name);
        return values.flag();
    }

    private OptionalLong integer(String name) throws MalformedJson {
        if (!fields.hasValue(name)) {
            return OptionalLong.empty();
        }
        at(name);
        return values.integer();
    }

    private Optional<BigDecimal> decimal(String name) throws MalformedJson {
        return fields.hasValue(name) ? Optional.of(new BigDecimal(at(name).number())) : Optional.empty();
    }

    private JsonScanner at(String name) {
        return values.at(fields, name);
    }
}

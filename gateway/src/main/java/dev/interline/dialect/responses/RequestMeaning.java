package dev.interline.dialect.responses;

import dev.interline.bytes.JsonFields;
import dev.interline.exchange.CacheControl;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Format;
import dev.interline.exchange.Sampling;
import dev.interline.exchange.Thinking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A request decoded in full, once it was checked. */
final class RequestMeaning {
    private static final List<String> SAME_AS_CHAT =
            List.of("modalities", "image_config", "prompt_cache_key", "prompt_cache_options",
                    "plugins", "session_id", "trace", "provider", "max_tool_calls",
                    "stop_server_tools_when");
    private static final String LOGPROBS = "message.output_text.logprobs";

    private final Members members;

    private RequestMeaning(Members members) {
        this.members = members;
    }

    static Conversation of(JsonFields fields) {
        return new RequestMeaning(new Members(fields)).conversation();
    }

    private Conversation conversation() {
        return new Conversation(InputMeaning.turns(members), ToolMeaning.tools(members), ToolMeaning.choice(members),
                members.flag("parallel_tool_calls"), sampling(), format(), thinking(), cache(),
                members.string("service_tier"), members.string("user").or(() -> members.string("safety_identifier")),
                members.object("text").flatMap(text -> text.string("verbosity")), further());
    }

    /** What this wire calls as chat does, and probabilities, which chat asks for in its own way. */
    private Map<String, String> further() {
        var found = new LinkedHashMap<String, String>();
        for (String name : SAME_AS_CHAT) {
            members.raw(name).ifPresent(json -> found.put(name, json));
        }
        OptionalLong alternatives = members.integer("top_logprobs");
        alternatives.ifPresent(many -> found.put("top_logprobs", Long.toString(many)));
        if (alternatives.isPresent() || members.raw("include").orElse("").contains("\"" + LOGPROBS + "\"")) {
            found.put("logprobs", "true");
        }
        return found;
    }

    private Sampling sampling() {
        return new Sampling(members.integer("max_output_tokens"), members.decimal("temperature"),
                members.decimal("top_p"), members.integer("top_k"), Optional.empty(), Optional.empty(),
                members.decimal("frequency_penalty"), members.decimal("presence_penalty"), Optional.empty(),
                OptionalLong.empty(), List.of());
    }

    private Format format() {
        Members format = members.object("text").flatMap(text -> text.object("format")).orElse(Members.NONE);
        return switch (format.string("type").orElse("")) {
            case "json_object" -> new Format.JsonObject();
            case "json_schema" -> new Format.JsonSchema(format.string("name").orElse(""), format.string("description"),
                    format.raw("schema").orElse("{}"), format.flag("strict"));
            default -> new Format.Text();
        };
    }

    private Thinking thinking() {
        Members reasoning = members.object("reasoning").orElse(Members.NONE);
        Optional<String> effort = reasoning.string("effort");
        Optional<Boolean> enabled = effort.filter("none"::equals).isPresent()
                ? Optional.of(false)
                : reasoning.flag("enabled");
        return new Thinking(enabled, effort, reasoning.integer("max_tokens"), false, false);
    }

    private Optional<CacheControl> cache() {
        return members.object("cache_control").map(mark -> new CacheControl(mark.string("ttl")));
    }
}

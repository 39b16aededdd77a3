package dev.interline.dialect.responses;

import dev.interline.bytes.JsonFields;
import dev.interline.exchange.CacheControl;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Format;
import dev.interline.exchange.Sampling;
import dev.interline.exchange.Thinking;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A request decoded in full, once it was checked. */
final class RequestMeaning {
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
                members.object("text").flatMap(text -> text.string("verbosity")));
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

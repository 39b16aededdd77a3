package dev.interline.provider.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.GatheringSink;
import dev.interline.bytes.JsonFields;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Target;
import dev.interline.exchange.Thinking;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A request of the same wire, copied with the few changes that the upstream needs. What nobody knows passes. The upstream
 * keeps nothing: what is kept is kept here.
 */
final class SplicedRequest {
    private static final Set<String> WRITTEN_LAST = Set.of("model", "max_output_tokens", "user", "safety_identifier",
            "include", "service_tier");
    private static final String ENCRYPTED = "reasoning.encrypted_content";

    private final Exchange exchange;
    private final JsonFields fields;
    private final Target target;
    private final GatheringSink body;
    /** What of the body is not the client's. */
    private final ByteSink own;

    SplicedRequest(Exchange exchange, Target target) {
        this.exchange = exchange;
        this.fields = exchange.fields();
        this.target = target;
        this.body = new GatheringSink(fields.to() - fields.from() + 256);
        this.own = body.own();
    }

    /** @throws dev.interline.exchange.Rejected when it has a tool that only OpenRouter runs */
    GatheringSink write() {
        own.text("{\"model\":").string(target.upstreamModel()).text(",\"store\":false");
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.name(i);
            if (!WRITTEN_LAST.contains(name) && fields.find(name) == i && fields.hasValue(name)
                    && Parameters.goes(name, target)) {
                member(name, i);
            }
        }
        target.maxTokens(exchange.facts().maxTokens()).ifPresent(most -> {
            if (Parameters.goes("max_output_tokens", target)) {
                own.name(false, "max_output_tokens").number(most);
            }
        });
        exchange.facts().user().ifPresent(
                user -> own.name(false, "safety_identifier").string(Parameters.pseudonym(user)));
        include();
        target.tier().sent(fields.string("service_tier"))
                .ifPresent(word -> own.name(false, "service_tier").string(word));
        own.write('}');
        return body;
    }

    private void member(String name, int i) {
        byte[] bytes = fields.bytes();
        int from = fields.valueStart(i);
        int to = fields.valueEnd(i);
        switch (name) {
            case "input" -> SplicedInput.write(bytes, from, to, Formats.of(target.vendor()), body.own(), body);
            case "reasoning" -> reasoning(Members.of(bytes, from, to));
            case "tools" -> {
                for (Members tool : new Members(fields).objects(name)) {
                    if (tool.text("type").startsWith("openrouter:")) {
                        throw Parameters.inexpressible("the tool '" + tool.text("type") + "'");
                    }
                }
                own.name(false, name);
                body.window(bytes, from, to);
            }
            default -> {
                own.name(false, name);
                body.window(bytes, from, to);
            }
        }
    }

    /** OpenRouter's budget and switch become a word; all else goes as it is. */
    private void reasoning(Members reasoning) {
        Optional<String> effort = reasoning.fields().string("effort");
        Optional<Boolean> enabled = effort.filter("none"::equals).isPresent() ? Optional.of(false)
                : reasoning.raw("enabled").map("true"::equals);
        OptionalLong budget = reasoning.fields().hasValue("max_tokens")
                ? OptionalLong.of(reasoning.number("max_tokens"))
                : OptionalLong.empty();
        Optional<String> word = Effort.of(new Thinking(enabled, effort, budget, false, false),
                exchange.facts().maxTokens(), target);
        own.text(",\"reasoning\":{");
        int begin = own.size();
        word.ifPresent(text -> own.name(true, "effort").string(text));
        JsonFields members = reasoning.fields();
        for (int i = 0; i < members.size(); i++) {
            String name = members.name(i);
            if (!Set.of("effort", "max_tokens", "enabled").contains(name) && members.find(name) == i) {
                own.name(own.size() == begin, name).write(members.bytes(), members.valueStart(i),
                        members.valueEnd(i));
            }
        }
        own.write('}');
    }

    /** Who goes on from an answer that is kept here needs its reasoning in a form that the upstream can read again. */
    private void include() {
        String asked = new Members(fields).raw("include").orElse("[]");
        boolean missing = exchange.stored() && !asked.contains("\"" + ENCRYPTED + "\"")
                && target.supportedParameters().contains("reasoning");
        if (!missing) {
            if (fields.hasValue("include")) {
                own.name(false, "include").text(asked);
            }
            return;
        }
        String inside = asked.substring(1, asked.length() - 1).strip();
        own.text(",\"include\":[\"").text(ENCRYPTED).write('"').text(inside.isEmpty() ? "" : "," + inside).write(']');
    }
}

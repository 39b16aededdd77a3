package dev.interline.provider.openai;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Thinking;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what a chat request says about reasoning, without decoding the rest of it. */
final class SentReasoning {
    private static final Names MEMBERS = Names.of("effort", "max_tokens", "enabled");

    private Optional<String> effort;
    private Optional<Boolean> enabled = Optional.empty();
    private OptionalLong maxTokens = OptionalLong.empty();

    private SentReasoning(JsonFields fields) {
        effort = fields.string("reasoning_effort");
    }

    static Thinking of(JsonFields fields) throws MalformedJson {
        var sent = new SentReasoning(fields);
        int at = fields.find("reasoning");
        if (at >= 0 && fields.hasValue("reasoning")) {
            sent.object(JsonScanner.over(fields.bytes(), fields.valueStart(at), fields.valueEnd(at)));
        }
        if (sent.effort.filter("none"::equals).isPresent()) {
            sent.enabled = Optional.of(false);
        }
        return new Thinking(sent.enabled, sent.effort, sent.maxTokens, false, false);
    }

    private void object(JsonScanner in) throws MalformedJson {
        in.enterObject();
        while (in.nextMember()) {
            String name = in.name(MEMBERS);
            if (name.isEmpty() || in.atNull()) {
                in.skip();
                continue;
            }
            switch (name) {
                case "effort" -> effort = Optional.of(in.string());
                case "max_tokens" -> maxTokens = OptionalLong.of(in.count());
                default -> {
                    enabled = Optional.of(in.peek() == 't');
                    in.skip();
                }
            }
        }
    }
}

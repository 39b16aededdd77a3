package dev.interline.dialect.chat;

import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.RequestValues;
import java.util.Optional;
import java.util.OptionalLong;

/** Checks {@code reasoning} and its shorthand {@code reasoning_effort}, which must not contradict each other. */
final class ReasoningScan {
    static final Names EFFORTS = Names.of("max", "xhigh", "high", "medium", "low", "minimal", "none");

    private static final String EFFORT_LIST = "max, xhigh, high, medium, low, minimal, none";
    private static final Names MEMBERS = Names.of("effort", "max_tokens", "exclude", "enabled", "summary");
    private static final Names SUMMARIES = Names.of("auto", "concise", "detailed");

    private Optional<String> effort = Optional.empty();
    private Optional<String> shorthand = Optional.empty();
    private OptionalLong maxTokens = OptionalLong.empty();

    void effort(RequestValues values) throws MalformedJson {
        shorthand = values.word("reasoning_effort", EFFORTS, EFFORT_LIST);
    }

    void object(RequestValues values) throws MalformedJson {
        values.object("reasoning", MEMBERS, name -> {
            switch (name) {
                case "effort" -> effort = values.word(name, EFFORTS, EFFORT_LIST);
                case "max_tokens" -> maxTokens = values.integer(name, 0, Long.MAX_VALUE);
                case "exclude", "enabled" -> values.flag(name);
                case "summary" -> values.word(name, SUMMARIES, "auto, concise, detailed");
                default -> values.in().skip();
            }
        });
    }

    /** Reasoning tokens that were asked for by number; 0 if none were. */
    long tokens() {
        return maxTokens.orElse(0);
    }

    /** Rejects what is contradictory, once both fields were seen. */
    void check() {
        if (effort.isPresent() && maxTokens.isPresent()) {
            throw rejected("reasoning", "only one of effort and max_tokens may be given");
        }
        if (effort.isPresent() && shorthand.isPresent() && !effort.equals(shorthand)) {
            throw rejected("reasoning_effort", "'" + shorthand.get() + "' contradicts reasoning.effort '" + effort.get()
                    + "'; give one of them");
        }
    }

    private static Rejected rejected(String field, String why) {
        return new Rejected(Problem.invalid(field + ": " + why).with("param", field));
    }
}

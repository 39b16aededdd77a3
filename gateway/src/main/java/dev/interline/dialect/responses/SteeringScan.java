package dev.interline.dialect.responses;

import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Need;
import dev.interline.exchange.RequestValues;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Checks {@code reasoning} and {@code text}, and notes what they need. */
final class SteeringScan {
    private static final Names REASONING = Names.of("effort", "summary", "generate_summary", "max_tokens", "enabled");
    private static final Names EFFORTS = Names.of("max", "xhigh", "high", "medium", "low", "minimal", "none");
    private static final String EFFORT_LIST = "max, xhigh, high, medium, low, minimal, none";
    private static final Names SUMMARIES = Names.of("auto", "concise", "detailed");
    private static final Names TEXT = Names.of("format", "verbosity");
    private static final Names VERBOSITIES = Names.of("low", "medium", "high", "xhigh", "max");
    private static final Names FORMAT = Names.of("type", "name", "description", "schema", "strict");
    private static final Names FORMATS = Names.of("text", "json_object", "json_schema");
    private static final int NAME_LENGTH = 64;

    private final Set<Need> needs;
    private final Set<String> parameters;
    private Optional<String> effort = Optional.empty();
    private OptionalLong maxTokens = OptionalLong.empty();
    private String format = "";
    private boolean named;
    private boolean described;

    /**
     * @param needs takes what the request needs
     * @param parameters takes the names of what was sent, in the vocabulary of {@code supported_parameters}
     */
    SteeringScan(Set<Need> needs, Set<String> parameters) {
        this.needs = needs;
        this.parameters = parameters;
    }

    /** Reads the object {@code reasoning}, which is next. */
    void reasoning(RequestValues values) throws MalformedJson {
        values.object("reasoning", REASONING, name -> {
            switch (name) {
                case "effort" -> effort = values.word(name, EFFORTS, EFFORT_LIST);
                case "max_tokens" -> maxTokens = values.integer(name, 0, Long.MAX_VALUE);
                case "enabled" -> values.flag(name);
                case "summary", "generate_summary" -> values.word(name, SUMMARIES, "auto, concise, detailed");
                default -> values.in().skip();
            }
        });
    }

    /** Reads the object {@code text}, which is next. */
    void text(RequestValues values) throws MalformedJson {
        values.object("text", TEXT, name -> {
            switch (name) {
                case "format" -> format(values);
                case "verbosity" -> {
                    if (values.word(name, VERBOSITIES, "low, medium, high, xhigh, max").isPresent()) {
                        parameters.add("verbosity");
                    }
                }
                default -> values.in().skip();
            }
        });
    }

    /** Reasoning tokens that were asked for by number; 0 if none were. */
    long reasoningTokens() {
        return maxTokens.orElse(0);
    }

    /** Rejects what is contradictory, once everything was seen. */
    void check() {
        if (effort.isPresent() && maxTokens.isPresent()) {
            throw RequestScan.rejected("reasoning", "only one of effort and max_tokens may be given");
        }
    }

    private void format(RequestValues values) throws MalformedJson {
        boolean sent = values.object("format", FORMAT, name -> {
            switch (name) {
                case "type" -> format = values.word(name, FORMATS, "text, json_object, json_schema").orElse("");
                case "name" -> named = values.string(name, NAME_LENGTH).filter(text -> !text.isEmpty()).isPresent();
                case "description" -> values.string(name);
                case "schema" -> described = values.object(name);
                case "strict" -> values.flag(name);
                default -> values.in().skip();
            }
        });
        if (!sent) {
            return;
        }
        if (format.isEmpty()) {
            throw values.rejected("format.type", "missing; expected text, json_object or json_schema");
        }
        if (format.equals("json_schema")) {
            if (!named || !described) {
                throw values.rejected(named ? "format.schema" : "format.name", "missing");
            }
            needs.add(Need.STRUCTURED_OUTPUT);
        }
        if (!format.equals("text")) {
            parameters.add("response_format");
        }
    }
}

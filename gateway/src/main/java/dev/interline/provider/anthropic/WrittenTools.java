package dev.interline.provider.anthropic;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Tool;
import dev.interline.exchange.ToolChoice;
import dev.interline.exchange.Wire;
import java.util.Optional;
import java.util.function.Function;

/** Tools and the choice among them. */
final class WrittenTools {
    private WrittenTools() {}

    static void write(Conversation meaning, boolean strict, Function<String, ByteSink> member) {
        if (meaning.tools().isEmpty()) {
            return;
        }
        ByteSink out = member.apply("tools").write('[');
        int begin = out.size();
        for (Tool tool : meaning.tools()) {
            tool(tool, strict, out.size() == begin ? out : out.write(','));
        }
        out.write(']');
        choice(meaning, member);
    }

    private static void tool(Tool tool, boolean strict, ByteSink out) {
        switch (tool) {
            case Tool.Function function -> function(function, strict, out);
            case Tool.Foreign foreign -> {
                if (foreign.wire() != Wire.MESSAGES) {
                    throw new Rejected(Problem.invalid("tools: a tool of type \"" + foreign.type()
                            + "\" cannot be sent to a provider that speaks Anthropic Messages"));
                }
                out.text(foreign.json());
            }
        }
    }

    private static void function(Tool.Function function, boolean strict, ByteSink out) {
        out.text("{\"name\":").string(function.name());
        function.description().ifPresent(text -> out.name(false, "description").string(text));
        out.name(false, "input_schema").text(function.schema()
                .map(schema -> Schemas.ofTool(function.name(), schema))
                .orElse(Schemas.ofNothing()));
        if (strict && function.strict().orElse(false)) {
            out.name(false, "strict").text("true");
        }
        CacheMarks.member(function.cache(), out);
        out.write('}');
    }

    private static void choice(Conversation meaning, Function<String, ByteSink> member) {
        boolean oneByOne = !meaning.parallelTools().orElse(true);
        Optional<String> type = switch (meaning.toolChoice()) {
            case ToolChoice.Auto _ -> oneByOne ? Optional.of("auto") : Optional.empty();
            case ToolChoice.None _ -> Optional.of("none");
            case ToolChoice.Required _ -> Optional.of("any");
            case ToolChoice.Named _ -> Optional.of("tool");
        };
        if (type.isEmpty()) {
            return;
        }
        ByteSink out = member.apply("tool_choice").text("{\"type\":").string(type.get());
        if (meaning.toolChoice() instanceof ToolChoice.Named(String name)) {
            out.name(false, "name").string(name);
        }
        if (oneByOne && !type.get().equals("none")) {
            out.name(false, "disable_parallel_tool_use").text("true");
        }
        out.write('}');
    }
}

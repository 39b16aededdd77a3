package dev.interline.dialect.responses;

import dev.interline.exchange.Tool;
import dev.interline.exchange.ToolChoice;
import dev.interline.exchange.Wire;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tools and the choice among them. */
final class ToolMeaning {
    private static final String ALLOWED = "allowed_tools";

    private ToolMeaning() {}

    /** The tools; where the choice allows only some of them, these: no other wire has a word for that. */
    static List<Tool> tools(Members request) {
        Optional<Members> allowed = request.object("tool_choice")
                .filter(choice -> choice.string("type").orElse("").equals(ALLOWED));
        Optional<Set<String>> names = allowed.map(choice -> choice.objects("tools").stream().map(ToolMeaning::name)
                .collect(Collectors.toSet()));
        return request.objects("tools").stream()
                .filter(tool -> names.isEmpty() || names.get().contains(name(tool)))
                .map(ToolMeaning::tool).toList();
    }

    static ToolChoice choice(Members request) {
        Members object = request.object("tool_choice").orElse(Members.NONE);
        String type = object.string("type").orElse("");
        if (type.equals("function") || type.equals("custom")) {
            return new ToolChoice.Named(object.string("name").orElse(""));
        }
        String word = type.equals(ALLOWED)
                ? object.string("mode").orElse("auto")
                : request.string("tool_choice").orElse("auto");
        return switch (word) {
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            default -> new ToolChoice.Auto();
        };
    }

    private static Tool tool(Members tool) {
        String type = tool.string("type").orElse("");
        return switch (type) {
            case "function" -> new Tool.Function(name(tool), tool.string("description"), tool.raw("parameters"),
                    tool.flag("strict"), Optional.empty());
            case "custom" -> CustomTools.function(tool);
            default -> new Tool.Foreign(Wire.RESPONSES, type, tool.raw());
        };
    }

    /** A tool without a name is known by its type. */
    private static String name(Members tool) {
        return tool.string("name").or(() -> tool.string("type")).orElse("");
    }
}

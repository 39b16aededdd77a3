package dev.interline.dialect.responses;

import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Need;
import dev.interline.exchange.RequestValues;
import java.util.Set;

/**
 * Checks {@code tools} and {@code tool_choice}. Tools that a vendor runs itself pass: whether one can be sent on is known
 * once it is known where to.
 */
final class ToolsScan {
    private static final Names TOOL = Names.of("type", "name", "description", "parameters", "strict");
    private static final Names CHOICE = Names.of("type", "name", "mode", "tools");
    private static final Names CHOICES = Names.of("none", "auto", "required");
    private static final Names MODES = Names.of("auto", "required");
    private static final int NAME_LENGTH = 128;

    private final RequestValues values;
    private String type = "";
    private String name = "";
    private boolean mode;
    private int listed;

    private ToolsScan(RequestValues values) {
        this.values = values;
    }

    /** Reads the array that is next. */
    static void tools(RequestValues values, Set<Need> needs, Set<String> parameters) throws MalformedJson {
        if (!values.isNull() && values.array("tools", "an array of tools", _ -> new ToolsScan(values).tool()) > 0) {
            needs.add(Need.TOOLS);
            parameters.add("tools");
        }
    }

    /** Reads the choice that is next. */
    static void choice(RequestValues values) throws MalformedJson {
        if (values.in().peek() == '{') {
            new ToolsScan(values).choice();
        } else {
            values.word("tool_choice", CHOICES, "none, auto, required, or an object that names a function");
        }
    }

    private void tool() throws MalformedJson {
        values.expect('{', "", "an object");
        values.object("", TOOL, member -> {
            switch (member) {
                case "type" -> type = values.string(member).orElse("");
                case "name" -> name = values.string(member, NAME_LENGTH).orElse("");
                case "description" -> values.string(member);
                case "parameters" -> values.object(member);
                case "strict" -> values.flag(member);
                default -> values.in().skip();
            }
        });
        if (type.isEmpty()) {
            throw values.rejected("type", "missing; expected function, or the type of another tool");
        }
        if ((type.equals("function") || type.equals("custom")) && name.isEmpty()) {
            throw values.rejected("name", "missing");
        }
    }

    private void choice() throws MalformedJson {
        values.object("tool_choice", CHOICE, member -> {
            switch (member) {
                case "type" -> type = values.string(member).orElse("");
                case "name" -> name = values.string(member).orElse("");
                case "mode" -> mode = values.word(member, MODES, "auto, required").isPresent();
                case "tools" -> listed = values.array(member, "an array of tools", _ -> allowed());
                default -> values.in().skip();
            }
        });
        switch (type) {
            case "" -> throw values.rejected("tool_choice.type", "missing");
            case "function", "custom" -> {
                if (name.isEmpty()) {
                    throw values.rejected("tool_choice.name", "missing");
                }
            }
            case "allowed_tools" -> {
                if (!mode || listed == 0) {
                    throw values.rejected(mode ? "tool_choice.tools" : "tool_choice.mode", "missing");
                }
            }
            default -> throw values.rejected("tool_choice.type", "'" + type + "' cannot be demanded; expected function "
                    + "or allowed_tools");
        }
    }

    private void allowed() throws MalformedJson {
        values.expect('{', "", "an object");
        values.in().skip();
    }
}

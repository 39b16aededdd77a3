package dev.interline.dialect.chat;

import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.RequestValues;

/** Checks {@code tools} and {@code tool_choice}. Tools of a type that is not known pass. */
final class ToolsScan {
    private static final Names TOOL = Names.of("type", "function");
    private static final Names FUNCTION = Names.of("name", "description", "parameters", "strict");
    private static final Names CHOICE = Names.of("type", "function");
    private static final Names CHOICES = Names.of("none", "auto", "required", "any");
    private static final int NAME_LENGTH = 64;

    private final RequestValues values;
    private String type = "";
    private String function = "";

    private ToolsScan(RequestValues values) {
        this.values = values;
    }

    /** Reads the array that is next; whether it holds any tool. */
    static boolean tools(RequestValues values) throws MalformedJson {
        return !values.isNull()
                && values.array("tools", "an array of tools", _ -> new ToolsScan(values).tool()) > 0;
    }

    /** Reads the choice that is next. */
    static void choice(RequestValues values) throws MalformedJson {
        if (values.in().peek() == '{') {
            var scan = new ToolsScan(values);
            values.object("tool_choice", CHOICE, scan::member);
            if (scan.type.isEmpty()) {
                throw values.rejected("tool_choice.type", "missing");
            }
            if (scan.type.equals("function") && scan.function.isEmpty()) {
                throw values.rejected("tool_choice.function.name", "missing");
            }
        } else {
            values.word("tool_choice", CHOICES, "none, auto, required, or an object that names a function");
        }
    }

    private void tool() throws MalformedJson {
        values.expect('{', "", "an object");
        values.object("", TOOL, this::member);
        if (type.isEmpty() && function.isEmpty()) {
            throw values.rejected("type", "missing; expected function, or the type of a server tool");
        }
        if (type.equals("function") && function.isEmpty()) {
            throw values.rejected("function.name", "missing");
        }
    }

    private void member(String name) throws MalformedJson {
        switch (name) {
            case "type" -> type = values.string(name).orElse("");
            case "function" -> values.object(name, FUNCTION, this::functionMember);
            default -> values.in().skip();
        }
    }

    private void functionMember(String name) throws MalformedJson {
        switch (name) {
            case "name" -> function = values.string(name, NAME_LENGTH).orElse("");
            case "description" -> values.string(name);
            case "parameters" -> values.object(name);
            case "strict" -> values.flag(name);
            default -> values.in().skip();
        }
    }
}

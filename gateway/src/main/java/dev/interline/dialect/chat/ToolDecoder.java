package dev.interline.dialect.chat;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.CacheControl;
import dev.interline.exchange.Tool;
import dev.interline.exchange.ToolChoice;
import dev.interline.exchange.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decodes {@code tools} and {@code tool_choice}, and their elder forms {@code functions} and {@code function_call}. */
final class ToolDecoder {
    private static final Names TOOL = Names.of("type", "function", "cache_control");
    private static final Names FUNCTION = Names.of("name", "description", "parameters", "strict");
    private static final Names CHOICE = Names.of("type", "function", "name");

    private ToolDecoder() {}

    static List<Tool> tools(JsonFields fields, Values values) throws MalformedJson {
        String name = fields.hasValue("tools") ? "tools" : "functions";
        List<Tool> tools = new ArrayList<>();
        if (fields.hasValue(name)) {
            JsonScanner in = values.at(fields, name);
            in.enterArray();
            while (in.nextElement()) {
                tools.add(name.equals("tools") ? tool(values) : function(values, Optional.empty()));
            }
        }
        return tools;
    }

    static ToolChoice choice(JsonFields fields, Values values) throws MalformedJson {
        String name = fields.hasValue("tool_choice") ? "tool_choice" : "function_call";
        if (!fields.hasValue(name)) {
            return new ToolChoice.Auto();
        }
        JsonScanner in = values.at(fields, name);
        if (in.peek() == '{') {
            return new ToolChoice.Named(named(values));
        }
        return switch (values.text().orElse("auto")) {
            case "none" -> new ToolChoice.None();
            case "required", "any" -> new ToolChoice.Required();
            default -> new ToolChoice.Auto();
        };
    }

    private static String named(Values values) throws MalformedJson {
        JsonScanner in = values.in();
        String type = "";
        String name = "";
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(CHOICE)) {
                case "type" -> type = values.text().orElse("");
                case "name" -> name = values.text().orElse(name);
                case "function" -> name = in.peek() == '{' ? named(values) : values.text().orElse(name);
                default -> in.skip();
            }
        }
        return name.isEmpty() ? type : name;
    }

    private static Tool tool(Values values) throws MalformedJson {
        JsonScanner in = values.in();
        in.peek();
        int from = in.position();
        String type = "function";
        Optional<CacheControl> cache = Optional.empty();
        Optional<Tool.Function> function = Optional.empty();
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(TOOL)) {
                case "type" -> type = values.text().orElse("");
                case "cache_control" -> cache = values.cache();
                case "function" -> function = Optional.of(function(values, Optional.empty()));
                default -> in.skip();
            }
        }
        if (!type.equals("function") || function.isEmpty()) {
            return new Tool.Foreign(Wire.CHAT, type, values.raw(from));
        }
        Tool.Function told = function.get();
        return new Tool.Function(told.name(), told.description(), told.schema(), told.strict(), cache);
    }

    private static Tool.Function function(Values values, Optional<CacheControl> cache) throws MalformedJson {
        JsonScanner in = values.in();
        String name = "";
        Optional<String> description = Optional.empty();
        Optional<String> schema = Optional.empty();
        Optional<Boolean> strict = Optional.empty();
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(FUNCTION)) {
                case "name" -> name = values.text().orElse("");
                case "description" -> description = values.text();
                case "parameters" -> schema = values.raw();
                case "strict" -> strict = values.flag();
                default -> in.skip();
            }
        }
        return new Tool.Function(name, description, schema, strict, cache);
    }
}

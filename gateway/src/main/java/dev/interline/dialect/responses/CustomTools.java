package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Tool;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Custom tools, which take a text instead of JSON (OpenAI: {@code type: "custom"}), as functions: that is what the other
 * wires have. The text is the one argument of the function.
 */
final class CustomTools {
    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},"
            + "\"required\":[\"input\"],\"additionalProperties\":false}";

    private CustomTools() {}

    /** Names of the custom tools of a request. */
    static Set<String> names(Members request) {
        return request.objects("tools").stream().filter(tool -> tool.string("type").orElse("").equals("custom"))
                .map(tool -> tool.string("name").orElse("")).collect(Collectors.toUnmodifiableSet());
    }

    /** The function; a grammar is told in its description, since nothing else can demand it. */
    static Tool function(Members tool) {
        Optional<String> description = tool.string("description");
        Optional<String> grammar = tool.object("format").flatMap(format -> format.string("definition"));
        Optional<String> told = grammar.isEmpty() ? description
                : Optional.of(description.map(text -> text + "\n\n").orElse("") + "The input must follow this "
                        + tool.object("format").flatMap(format -> format.string("syntax")).orElse("") + " grammar:\n"
                        + grammar.get());
        return new Tool.Function(tool.string("name").orElse(""), told, Optional.of(SCHEMA), Optional.empty(),
                Optional.empty());
    }

    /** The arguments that say this input. */
    static String arguments(String input) {
        return new ByteSink(input.length() + 16).text("{\"input\":").string(input).write('}').toString();
    }

    /** The input that the arguments say; arguments that are not of the expected form are the input themselves. */
    static String input(String arguments) {
        return Members.of(arguments).string("input").orElse(arguments);
    }
}

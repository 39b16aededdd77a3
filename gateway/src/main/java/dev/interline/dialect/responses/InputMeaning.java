package dev.interline.dialect.responses;

import dev.interline.exchange.Media;
import dev.interline.exchange.Part;
import dev.interline.exchange.Role;
import dev.interline.exchange.Turn;
import dev.interline.exchange.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The input as turns. What the model did item by item (reasoning, a message, calls) is one turn everywhere else, up to the
 * next thing that it was told.
 */
final class InputMeaning {
    private final List<Turn> turns = new ArrayList<>();
    private final List<Part> done = new ArrayList<>();
    private int reasonings;

    private InputMeaning() {}

    static List<Turn> turns(Members request) {
        var meaning = new InputMeaning();
        request.string("instructions").filter(text -> !text.isEmpty())
                .ifPresent(text -> meaning.told(Role.SYSTEM, List.of(text(text))));
        request.string("input").ifPresent(text -> meaning.told(Role.USER, List.of(text(text))));
        request.objects("input").forEach(meaning::item);
        meaning.flush();
        return meaning.turns;
    }

    private void item(Members item) {
        String type = item.string("type").orElse("message");
        switch (type) {
            case "message" -> message(item);
            case "function_call" -> done.add(new Part.ToolCall(item.string("call_id").orElse(""),
                    item.string("name").orElse(""), item.string("arguments").orElse(""), Optional.empty()));
            case "custom_tool_call" -> done.add(new Part.ToolCall(item.string("call_id").orElse(""),
                    item.string("name").orElse(""), CustomTools.arguments(item.string("input").orElse("")),
                    Optional.empty()));
            case "function_call_output", "custom_tool_call_output" ->
                told(Role.TOOL, List.of(new Part.ToolResult(item.string("call_id").orElse(""),
                        PartMeaning.content(item, "output"), false, Optional.empty())));
            case "reasoning" -> CarriedReasoning.read(item, reasonings++).forEach(
                    reasoning -> done.add(new Part.Reasoned(reasoning)));
            case "image_generation_call" -> item.string("result").ifPresent(
                    result -> done.add(new Part.Image(picture(result), Optional.empty(), Optional.empty())));
            default -> done.add(new Part.Foreign(Wire.RESPONSES, type, item.raw()));
        }
    }

    private void message(Members item) {
        List<Part> parts = PartMeaning.content(item, "content");
        switch (item.string("role").orElse("")) {
            case "assistant" -> done.addAll(parts);
            case "system" -> told(Role.SYSTEM, parts);
            case "developer" -> told(Role.DEVELOPER, parts);
            default -> told(Role.USER, parts);
        }
    }

    private void told(Role role, List<Part> parts) {
        flush();
        turns.add(new Turn(role, parts, Optional.empty()));
    }

    private void flush() {
        if (!done.isEmpty()) {
            turns.add(new Turn(Role.ASSISTANT, done, Optional.empty()));
            done.clear();
        }
    }

    private static Media picture(String result) {
        return result.startsWith("http://") || result.startsWith("https://") || result.startsWith("data:")
                ? PartMeaning.media(result)
                : new Media.Inline("image/png", result);
    }

    private static Part text(String text) {
        return new Part.Text(text, Optional.empty());
    }
}

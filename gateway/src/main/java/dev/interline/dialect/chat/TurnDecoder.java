package dev.interline.dialect.chat;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Part;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.ReasoningDetails;
import dev.interline.exchange.Role;
import dev.interline.exchange.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decodes one message: reasoning first, then what was said, then the calls, which is the order in which it arose. */
final class TurnDecoder {
    private static final Names MESSAGE = Names.of("role", "content", "name", "refusal", "reasoning",
            "reasoning_content", "reasoning_details", "tool_calls", "function_call", "tool_call_id", "images");
    private static final Names CALL = Names.of("id", "function");
    private static final Names FUNCTION = Names.of("name", "arguments");

    private final Values values;
    private final JsonScanner in;
    private final PartDecoder partDecoder;

    private final List<Part> reasoning = new ArrayList<>();
    private final List<Part> said = new ArrayList<>();
    private final List<Part> calls = new ArrayList<>();
    private String readable = "";
    private String role = "";
    private String callId = "";
    private Optional<String> name = Optional.empty();

    TurnDecoder(Values values) {
        this.values = values;
        this.in = values.in();
        this.partDecoder = new PartDecoder(values);
    }

    /** The message that is next. */
    Turn read() throws MalformedJson {
        reasoning.clear();
        said.clear();
        calls.clear();
        readable = "";
        role = "user";
        callId = "";
        name = Optional.empty();
        in.enterObject();
        while (in.nextMember()) {
            member(in.name(MESSAGE));
        }
        return turn();
    }

    private Turn turn() {
        return switch (role) {
            case "system" -> new Turn(Role.SYSTEM, said, name);
            case "developer" -> new Turn(Role.DEVELOPER, said, name);
            case "assistant" -> new Turn(Role.ASSISTANT, answered(), name);
            case "tool" -> result(callId);
            case "function" -> result(name.orElse(""));
            default -> new Turn(Role.USER, said, name);
        };
    }

    private List<Part> answered() {
        List<Part> parts = new ArrayList<>(reasoning);
        if (reasoning.isEmpty() && !readable.isEmpty()) {
            parts.add(new Part.Reasoned(Reasoning.plain(readable)));
        }
        parts.addAll(said);
        parts.addAll(calls);
        return parts;
    }

    private Turn result(String id) {
        return new Turn(Role.TOOL, List.of(new Part.ToolResult(id, said, false, Optional.empty())), Optional.empty());
    }

    private void member(String member) throws MalformedJson {
        switch (member) {
            case "role" -> role = values.text().orElse(role);
            case "content" -> content();
            case "name" -> name = values.text();
            case "refusal" -> values.text().ifPresent(text -> said.add(new Part.Refused(text)));
            case "reasoning", "reasoning_content" -> readable = values.text().filter(text -> !text.isEmpty())
                    .orElse(readable);
            case "reasoning_details" -> each(
                    () -> ReasoningDetails.read(in).ifPresent(item -> reasoning.add(new Part.Reasoned(item))));
            case "tool_calls" -> each(() -> call());
            case "function_call" -> {
                if (in.peek() == '{') {
                    function("");
                } else {
                    in.skip();
                }
            }
            case "tool_call_id" -> callId = values.text().orElse("");
            case "images" -> each(() -> said.add(partDecoder.read()));
            default -> in.skip();
        }
    }

    private void content() throws MalformedJson {
        if (in.peek() == '[') {
            each(() -> said.add(partDecoder.read()));
        } else {
            values.text().ifPresent(text -> said.add(new Part.Text(text, Optional.empty())));
        }
    }

    private void call() throws MalformedJson {
        String id = "";
        int before = calls.size();
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(CALL)) {
                case "id" -> id = values.text().orElse("");
                case "function" -> function(id);
                default -> in.skip();
            }
        }
        if (calls.size() > before && calls.getLast() instanceof Part.ToolCall told) {
            calls.set(before, new Part.ToolCall(id, told.name(), told.arguments(), told.cache()));
        }
    }

    private void function(String id) throws MalformedJson {
        String function = "";
        String arguments = "";
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(FUNCTION)) {
                case "name" -> function = values.text().orElse("");
                case "arguments" -> arguments = values.text().orElse("");
                default -> in.skip();
            }
        }
        // Of the elder form a call has no id: its function's name takes that part, as it does in the result.
        calls.add(new Part.ToolCall(id.isEmpty() ? function : id, function, arguments.isBlank() ? "{}" : arguments,
                Optional.empty()));
    }

    private void each(Element read) throws MalformedJson {
        if (in.peek() != '[') {
            in.skip();
            return;
        }
        in.enterArray();
        while (in.nextElement()) {
            read.next();
        }
    }

    /** Reads one element of an array. */
    private interface Element {
        void next() throws MalformedJson;
    }
}

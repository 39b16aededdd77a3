package dev.interline.provider.openai;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Part;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.ReasoningDetails;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Role;
import dev.interline.exchange.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes turns as chat messages. One turn may become several: each result of a tool is a message of its own, and what a
 * tool message has no place for (images, documents) follows as a message of the user.
 */
final class TurnEncoder {
    private final ByteSink out;
    private final Quirks quirks;
    private final PartEncoder parts;
    private boolean first = true;

    TurnEncoder(ByteSink out, Quirks quirks) {
        this.out = out;
        this.quirks = quirks;
        this.parts = new PartEncoder(out, quirks);
    }

    /** Appends the messages of one turn, each but the first of all with a comma before it. */
    void write(Turn turn) {
        switch (turn.role()) {
            case SYSTEM -> plain("system", turn);
            case DEVELOPER -> plain(quirks.developerRole() ? "developer" : "system", turn);
            case USER, TOOL -> heard(turn);
            case ASSISTANT -> answered(turn);
        }
    }

    private void plain(String role, Turn turn) {
        open(role);
        name(turn);
        out.text(",\"content\":");
        parts.write(turn.parts());
        out.write('}');
    }

    /** Results first: they answer the calls of the message before, and nothing may come in between. */
    private void heard(Turn turn) {
        List<Part> rest = new ArrayList<>();
        List<Part> shown = new ArrayList<>();
        for (Part part : turn.parts()) {
            if (part instanceof Part.ToolResult result) {
                result(result, shown);
            } else {
                rest.add(part);
            }
        }
        shown.addAll(rest);
        if (!shown.isEmpty() || turn.parts().isEmpty()) {
            plain("user", new Turn(Role.USER, shown, turn.name()));
        }
    }

    private void result(Part.ToolResult result, List<Part> shown) {
        List<Part> texts = new ArrayList<>();
        for (Part part : result.content()) {
            if (part instanceof Part.Text) {
                texts.add(part);
            } else {
                shown.add(part);
            }
        }
        String said = texts.stream().map(part -> ((Part.Text) part).text()).collect(Collectors.joining("\n"));
        String failure = result.failed() && !said.startsWith("Error") ? "Error: " : "";
        String elsewhere = said.isEmpty() && !shown.isEmpty() ? "(see the next message)" : "";
        open("tool");
        out.text(",\"tool_call_id\":").string(result.callId()).text(",\"content\":")
                .string(failure + said + elsewhere).write('}');
    }

    private void answered(Turn turn) {
        List<Part> said = turn.parts().stream()
                .filter(part -> !(part instanceof Part.ToolCall || part instanceof Part.Reasoned
                        || part instanceof Part.Refused))
                .toList();
        List<Part.ToolCall> calls = only(turn, Part.ToolCall.class);
        open("assistant");
        name(turn);
        out.text(",\"content\":");
        if (said.isEmpty() && !calls.isEmpty()) {
            out.text("null");
        } else {
            parts.write(said);
        }
        only(turn, Part.Refused.class).stream().findFirst()
                .ifPresent(refused -> out.text(",\"refusal\":").string(refused.text()));
        reasoning(only(turn, Part.Reasoned.class).stream().map(Part.Reasoned::reasoning).toList());
        calls(calls);
        out.write('}');
    }

    private void reasoning(List<Reasoning> items) {
        if (items.isEmpty()) {
            return;
        }
        if (quirks.acceptsRouterFields()) {
            out.text(",\"reasoning_details\":[");
            for (int i = 0; i < items.size(); i++) {
                ReasoningDetails.write(items.get(i), i == 0 ? out : out.write(','));
            }
            out.write(']');
            return;
        }
        String readable = items.stream().filter(item -> item.kind() != Reasoning.Kind.ENCRYPTED).map(Reasoning::text)
                .collect(Collectors.joining());
        if (!quirks.reasoningEcho().isEmpty() && !readable.isEmpty()) {
            out.name(false, quirks.reasoningEcho()).string(readable);
        }
    }

    private void calls(List<Part.ToolCall> calls) {
        if (calls.isEmpty()) {
            return;
        }
        out.text(",\"tool_calls\":[");
        for (int i = 0; i < calls.size(); i++) {
            Part.ToolCall call = calls.get(i);
            (i == 0 ? out : out.write(',')).text("{\"id\":").string(call.id())
                    .text(",\"type\":\"function\",\"function\":{\"name\":").string(call.name())
                    .text(",\"arguments\":").string(call.arguments()).text("}}");
        }
        out.write(']');
    }

    private void open(String role) {
        if (!first) {
            out.write(',');
        }
        first = false;
        out.text("{\"role\":").string(role);
    }

    private void name(Turn turn) {
        if (quirks.messageNames()) {
            turn.name().ifPresent(name -> out.text(",\"name\":").string(name));
        }
    }

    private static <P extends Part> List<P> only(Turn turn, Class<P> kind) {
        return turn.parts().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Refuses a part of another wire's own. */
    static Rejected foreign(Part.Foreign part) {
        return new Rejected(ToolsSplice.inexpressible("a content block of type '" + part.type() + "'"));
    }
}

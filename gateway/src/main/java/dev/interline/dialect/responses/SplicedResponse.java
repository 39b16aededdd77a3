package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.RouterMetadata;
import dev.interline.exchange.Settled;
import java.util.Optional;
import java.util.Set;

/**
 * An upstream's response object as the client gets it: the upstream's members as they are, but for identity, what the
 * gateway remembers, and usage; and what the object must have and this one lacks.
 */
final class SplicedResponse {
    /** What is said again of the client's request, not of ours. */
    private static final Set<String> CLIENTS = Set.of("previous_response_id", "store", "user", "safety_identifier");
    private static final Set<String> EMPTY = Set.of("error", "incomplete_details", "completed_at", "usage");

    private final ResponseObject response;
    private final JsonFields echo;

    SplicedResponse(ResponseObject response) {
        this.response = response;
        this.echo = response.echo();
    }

    /**
     * Writes the object in {@code bytes[from, to)}, which was scanned before.
     *
     * @param settled what was used, if that is known
     * @param output the items that ended, as a JSON array, for a response that does not repeat them
     */
    void write(byte[] bytes, int from, int to, Optional<Settled> settled, String output, ByteSink out) {
        JsonFields members = fields(bytes, from, to);
        out.text("{\"id\":").string(response.ids().response()).text(",\"object\":\"response\"");
        for (int i = 0; i < members.size(); i++) {
            String name = members.name(i);
            if (members.find(name) == i && !name.equals("id") && !name.equals("object") && !CLIENTS.contains(name)) {
                member(name, i, members, settled, output, out);
            }
        }
        lacks(members, settled, output, out);
        settled.ifPresent(known -> RouterMetadata.append(known.metadata(), out));
        out.write('}');
    }

    private void member(String name, int i, JsonFields members, Optional<Settled> settled, String output,
            ByteSink out) {
        out.name(false, name);
        switch (name) {
            case "model" -> out.string(response.model());
            case "usage" -> usage(members, i, settled, out);
            case "output" -> {
                boolean empty = members.valueEnd(i) - members.valueStart(i) == 2;
                if (settled.isPresent() && empty) {
                    out.text(output);
                } else {
                    value(members, i, out);
                }
            }
            default -> value(members, i, out);
        }
    }

    private static void usage(JsonFields members, int i, Optional<Settled> settled, ByteSink out) {
        if (settled.isEmpty()) {
            value(members, i, out);
        } else if (members.hasValue("usage")) {
            UsageJson.merge(fields(members.bytes(), members.valueStart(i), members.valueEnd(i)), settled.get(), out);
        } else {
            UsageJson.write(settled.get(), out);
        }
    }

    private void lacks(JsonFields members, Optional<Settled> settled, String output, ByteSink out) {
        for (int i = 0; i < echo.size(); i++) {
            if (CLIENTS.contains(echo.name(i)) || !members.has(echo.name(i))) {
                value(echo, i, out.name(false, echo.name(i)));
            }
        }
        if (!members.has("model")) {
            out.name(false, "model").string(response.model());
        }
        if (!members.has("created_at")) {
            out.name(false, "created_at").number(response.created());
        }
        if (!members.has("output")) {
            out.name(false, "output").text(settled.isPresent() ? output : "[]");
        }
        for (String name : EMPTY) {
            if (!members.has(name)) {
                out.name(false, name);
                if (name.equals("usage") && settled.isPresent()) {
                    UsageJson.write(settled.get(), out);
                } else if (name.equals("completed_at") && settled.isPresent()
                        && members.string("status").orElse("completed").equals("completed")) {
                    out.number(response.completed());
                } else {
                    out.text("null");
                }
            }
        }
        if (!members.has("status")) {
            out.name(false, "status").string(settled.isPresent() ? "completed" : "in_progress");
        }
    }

    private static void value(JsonFields fields, int i, ByteSink out) {
        out.write(fields.bytes(), fields.valueStart(i), fields.valueEnd(i));
    }

    static JsonFields fields(byte[] bytes, int from, int to) {
        try {
            return JsonFields.scan(bytes, from, to);
        } catch (MalformedJson e) {
            throw new IllegalStateException("an object that was scanned before", e);
        }
    }
}

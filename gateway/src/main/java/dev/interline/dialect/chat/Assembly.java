package dev.interline.dialect.chat;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the chunks of a stream together to the one answer that a client which did not ask for a stream expects. Fields that
 * nobody knows come along: texts inside a delta grow, lists grow or are merged by {@code index}, all else is replaced.
 */
final class Assembly {
    private static final Set<String> HEAD = Set.of("id", "provider", "model", "object", "created");
    private static final Set<String> FIXED = Set.of("id", "type", "role", "name", "format", "signature");

    private final Map<String, Object> frame = new LinkedHashMap<>();
    private final Map<Object, Map<String, Object>> choices = new LinkedHashMap<>();

    /** Adds the chunk in {@code bytes[from, to)}, which this gateway wrote itself. */
    void add(byte[] bytes, int from, int to) {
        Object chunk;
        try {
            chunk = read(JsonScanner.over(bytes, from, to), bytes);
        } catch (MalformedJson e) {
            throw new IllegalStateException("a chunk of our own", e);
        }
        members(chunk).forEach((name, value) -> {
            if (name.equals("choices")) {
                elements(value).forEach(this::choice);
            } else if (!HEAD.contains(name)) {
                frame.put(name, value);
            }
        });
    }

    /** Appends the answer without its closing brace. */
    void open(Answer answer, ByteSink out) {
        Head.write(answer, false, out).text(",\"choices\":[");
        boolean first = true;
        for (Map<String, Object> choice : choices.values()) {
            if (!first) {
                out.write(',');
            }
            first = false;
            elements(members(choice.get("message")).get("tool_calls"))
                    .forEach(call -> typed(members(call)));
            write(choice, out);
        }
        out.write(']');
        frame.putIfAbsent("system_fingerprint", new Literal("null"));
        frame.forEach((name, value) -> {
            out.name(false, name);
            write(value, out);
        });
    }

    private void choice(Object piece) {
        Map<String, Object> told = members(piece);
        Map<String, Object> choice = choices.computeIfAbsent(told.getOrDefault("index", ""),
                _ -> new LinkedHashMap<>());
        told.forEach((name, value) -> {
            String at = name.equals("delta") ? "message" : name;
            boolean grows = name.equals("delta") || name.equals("logprobs") || name.equals("text");
            choice.merge(at, value, (old, more) -> grows ? grown(name, old, more) : replaced(old, more));
        });
    }

    /** Streams may leave out that a call is one of a function; whole answers may not. */
    private static void typed(Map<String, Object> call) {
        if (!call.isEmpty()) {
            call.putIfAbsent("type", "function");
        }
    }

    private static Object replaced(Object old, Object more) {
        return isNull(more) ? old : more;
    }

    private static Object grown(String name, Object old, Object more) {
        if (isNull(more) || isNull(old)) {
            return replaced(old, more);
        }
        if (old instanceof StringBuilder text && more instanceof StringBuilder piece) {
            if (FIXED.contains(name)) {
                return piece.isEmpty() ? text : piece;
            }
            return text.append(piece);
        }
        if (old instanceof Map<?, ?> && more instanceof Map<?, ?>) {
            Map<String, Object> into = members(old);
            members(more).forEach((key, value) -> into.merge(key, value, (was, is) -> grown(key, was, is)));
            return into;
        }
        if (old instanceof List<?> && more instanceof List<?>) {
            List<Object> into = elements(old);
            elements(more).forEach(element -> add(into, element));
            return into;
        }
        return more;
    }

    /** Adds an element, or merges it with the one of the same index and type. */
    private static void add(List<Object> into, Object element) {
        if (members(element).get("index") instanceof Literal index) {
            Object type = String.valueOf(members(element).get("type"));
            for (int i = 0; i < into.size(); i++) {
                Map<String, Object> other = members(into.get(i));
                if (index.equals(other.get("index"))
                        && (!other.containsKey("type") || type.equals("null")
                                || type.equals(String.valueOf(other.get("type"))))) {
                    into.set(i, grown("", into.get(i), element));
                    return;
                }
            }
        }
        into.add(element);
    }

    private static boolean isNull(Object value) {
        return value instanceof Literal(String json) && json.equals("null");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    @SuppressWarnings("unchecked")
    private static List<Object> elements(@Nullable Object value) {
        return value instanceof List<?> list ? (List<Object>) list : List.of();
    }

    /** Maps, lists, string builders for strings, literals for all else: values that can grow. */
    private static Object read(JsonScanner in, byte[] bytes) throws MalformedJson {
        switch (in.peek()) {
            case '{' -> {
                var members = new LinkedHashMap<String, Object>();
                in.enterObject();
                while (in.nextMember()) {
                    members.put(in.name(), read(in, bytes));
                }
                return members;
            }
            case '[' -> {
                var elements = new ArrayList<>();
                in.enterArray();
                while (in.nextElement()) {
                    elements.add(read(in, bytes));
                }
                return elements;
            }
            case '"' -> {
                return new StringBuilder(in.string());
            }
            default -> {
                int from = in.position();
                in.skip();
                return new Literal(new String(bytes, from, in.position() - from, StandardCharsets.US_ASCII));
            }
        }
    }

    private static void write(@Nullable Object value, ByteSink out) {
        switch (value) {
            case Map<?, ?> map -> {
                out.write('{');
                boolean first = true;
                for (var member : members(map).entrySet()) {
                    out.name(first, member.getKey());
                    write(member.getValue(), out);
                    first = false;
                }
                out.write('}');
            }
            case List<?> list -> {
                out.write('[');
                for (int i = 0; i < list.size(); i++) {
                    if (i > 0) {
                        out.write(',');
                    }
                    write(list.get(i), out);
                }
                out.write(']');
            }
            case null -> out.text("null");
            default -> {
                if (value instanceof Literal(String json)) {
                    out.text(json);
                } else {
                    out.string(value.toString());
                }
            }
        }
    }

    /** A number, true, false or null as it was written. */
    private record Literal(String json) {}
}

package dev.interline.dialect.messages;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A content block that deltas fill. Strings grow as they lie in the JSON, escapes and all, so that nothing is decoded
 * and halves of an escaped surrogate pair meet again.
 */
final class GrowingBlock {
    private final Map<String, byte[]> members = new LinkedHashMap<>();
    private final Map<String, ByteSink> strings = new LinkedHashMap<>();
    private final ByteSink citations = new ByteSink(0);
    private final StringBuilder input = new StringBuilder();
    private final byte[] missing;

    GrowingBlock(JsonFields block) {
        for (int i = 0; i < block.size(); i++) {
            members.put(block.name(i), Arrays.copyOfRange(block.bytes(), block.valueStart(i), block.valueEnd(i)));
        }
        var lacks = new ByteSink(0);
        Blocks.missing(block, lacks);
        missing = lacks.toBytes();
    }

    void grow(JsonFields delta) {
        switch (delta.string("type").orElse("")) {
            case "input_json_delta" -> input.append(delta.string("partial_json").orElse(""));
            case "citations_delta" -> cite(delta);
            default -> others(delta);
        }
    }

    void write(ByteSink out) {
        strings.forEach((name, text) -> members.put(name, new ByteSink(text.size() + 2).write('"').write(text)
                .write('"')
                .toBytes()));
        if (!input.isEmpty()) {
            members.put("input", wholeInput());
        }
        boolean cited = !citations.isEmpty();
        if (cited) {
            members.put("citations", new ByteSink(citations.size() + 2).write('[').write(citations).write(']')
                    .toBytes());
        }
        out.write('{');
        int first = out.size();
        members.forEach((name, json) -> out.name(out.size() == first, name).write(json));
        if (!cited) {
            out.write(missing);
        }
        out.write('}');
    }

    private void cite(JsonFields delta) {
        int i = delta.find("citation");
        if (i >= 0) {
            byte[] before = members.getOrDefault("citations", new byte[0]);
            if (citations.isEmpty() && before.length > 2 && before[0] == '[') {
                citations.write(before, 1, before.length - 1);
            }
            (citations.isEmpty() ? citations : citations.write(',')).write(delta.bytes(), delta.valueStart(i),
                    delta.valueEnd(i));
        }
    }

    /** Strings are appended to what is there, anything else takes its place. */
    private void others(JsonFields delta) {
        for (int i = 0; i < delta.size(); i++) {
            String name = delta.name(i);
            int start = delta.valueStart(i);
            int end = delta.valueEnd(i);
            if (name.equals("type")) {
                continue;
            }
            if (delta.bytes()[start] == '"') {
                strings.computeIfAbsent(name, this::beginning).write(delta.bytes(), start + 1, end - 1);
            } else {
                members.put(name, Arrays.copyOfRange(delta.bytes(), start, end));
            }
        }
    }

    private ByteSink beginning(String name) {
        byte[] json = members.getOrDefault(name, new byte[0]);
        var text = new ByteSink(256);
        return json.length > 2 && json[0] == '"' ? text.write(json, 1, json.length - 1) : text;
    }

    /** Arguments that are cut off, as by a token limit, are kept as text. */
    private byte[] wholeInput() {
        byte[] json = new ByteSink(input.length()).text(input.toString()).toBytes();
        try {
            JsonFields.scan(json, 0, json.length);
            return json;
        } catch (MalformedJson _) {
            return new ByteSink(json.length + 32).text("{\"arguments\":").string(input.toString()).write('}').toBytes();
        }
    }
}

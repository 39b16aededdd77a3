package dev.interline.dialect.embeddings;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Need;
import dev.interline.exchange.Opening;
import dev.interline.exchange.Prompt;
import dev.interline.exchange.RequestValues;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** Reads and checks the inputs of one request: how many there are and what they hold. */
final class InputScan {
    static final String EXPECTED =
            "a string, or an array of strings, of token ids, of arrays of token ids, or of objects with content";

    private static final Names CONTENT = Names.of("content");
    private static final Names PART = Names.of("type", "text", "image_url", "input_audio", "input_video",
            "input_file");
    private static final Names TYPES = Names.of("text", "image_url", "input_audio", "input_video", "input_file");
    private static final String TYPE_LIST = "text, image_url, input_audio, input_video, input_file";
    private static final Names URL = Names.of("url");
    private static final Names DATA = Names.of("data");

    private final Set<Need> needs = EnumSet.noneOf(Need.class);
    private int count;
    private int images;
    private int imageBytes;
    private boolean open;
    /** Of the part that is being read: its type, and the members that could be what the type says. */
    private String type = "";
    private final Set<String> filled = new HashSet<>();

    /** How many inputs there are; each becomes a vector. */
    int count() {
        return count;
    }

    Set<Need> needs() {
        return needs;
    }

    /** The inputs, which take so many bytes of the body. */
    Prompt prompt(int bytes) {
        return new Prompt(bytes, images, imageBytes, open, Opening.NONE);
    }

    /** Consumes the value of {@code input}; nothing counts if it is null. */
    void read(RequestValues values) throws MalformedJson {
        count = 0;
        if (values.isNull()) {
            return;
        }
        switch (values.in().peek()) {
            case '"' -> {
                text("input", values);
                count = 1;
            }
            case '[' -> list(values);
            default -> throw values.wrong("input", EXPECTED);
        }
    }

    /** What the first element is, all have to be. */
    private void list(RequestValues values) throws MalformedJson {
        int[] first = {0};
        int elements = values.array("input", "an array", i -> {
            int kind = kind(values.in());
            if (i == 0) {
                first[0] = kind;
            } else if (kind != first[0]) {
                throw values.wrong("", "of the same kind as the elements before");
            }
            element(kind, values);
        });
        if (elements == 0) {
            throw values.rejected("input", "must not be empty; expected " + EXPECTED);
        }
        count = first[0] == '0' ? 1 : elements;
    }

    /** The byte that a value begins with, or {@code 0} for every number. */
    private static int kind(JsonScanner in) {
        int first = in.peek();
        return first == '-' || first >= '0' && first <= '9' ? '0' : first;
    }

    private void element(int kind, RequestValues values) throws MalformedJson {
        switch (kind) {
            case '"' -> text("", values);
            case '0' -> values.integer("", 0, Integer.MAX_VALUE);
            case '[' -> tokens(values);
            case '{' -> content(values);
            default -> throw values.wrong("",
                    "a string, a token id, an array of token ids or an object with content");
        }
    }

    private static void text(String name, RequestValues values) throws MalformedJson {
        if (values.in().textLength() == 0) {
            throw values.rejected(name, "must not be an empty string");
        }
    }

    private static void tokens(RequestValues values) throws MalformedJson {
        int size = values.array("", "an array of token ids", _ -> {
            if (kind(values.in()) != '0') {
                throw values.wrong("", "a token id");
            }
            values.integer("", 0, Integer.MAX_VALUE);
        });
        if (size == 0) {
            throw values.rejected("", "must not be an empty array; expected token ids");
        }
    }

    private void content(RequestValues values) throws MalformedJson {
        int[] parts = {0};
        values.object("", CONTENT, name -> {
            if (name.isEmpty()) {
                values.in().skip();
            } else {
                parts[0] = values.array(name, "an array of parts", _ -> part(values));
            }
        });
        if (parts[0] == 0) {
            throw values.rejected("content", "missing; expected an array with at least one part");
        }
    }

    private void part(RequestValues values) throws MalformedJson {
        int from = values.in().position();
        type = "";
        filled.clear();
        values.expect('{', "", "an object");
        values.object("", PART, name -> member(name, values));
        if (type.isEmpty()) {
            throw values.rejected("type", "missing; expected one of " + TYPE_LIST);
        }
        if (!filled.contains(type)) {
            throw values.rejected(type, "missing");
        }
        need(values.in().position() - from);
    }

    private void member(String name, RequestValues values) throws MalformedJson {
        switch (name) {
            case "type" -> type = values.word(name, TYPES, TYPE_LIST).orElse("");
            case "text" -> {
                values.expect('"', name, "a string");
                text(name, values);
                filled.add(name);
            }
            case "image_url" -> string(name, URL, "url", values);
            case "input_audio", "input_video", "input_file" -> string(name, DATA, "data", values);
            default -> values.in().skip();
        }
    }

    /** An object whose known member must be a string. */
    private void string(String name, Names known, String member, RequestValues values) throws MalformedJson {
        boolean[] found = {false};
        values.expect('{', name, "an object");
        values.object(name, known, given -> {
            if (given.isEmpty()) {
                values.in().skip();
            } else {
                values.text(given);
                found[0] = true;
            }
        });
        if (!found[0]) {
            values.enter(name);
            throw values.rejected(member, "missing");
        }
        filled.add(name);
    }

    private void need(int bytes) {
        switch (type) {
            case "image_url" -> {
                needs.add(Need.IMAGE_INPUT);
                images++;
                imageBytes += bytes;
            }
            case "input_audio" -> needs.add(Need.AUDIO_INPUT);
            case "input_video" -> {
                needs.add(Need.VIDEO_INPUT);
                open = true;
            }
            case "input_file" -> {
                needs.add(Need.FILE_INPUT);
                open = true;
            }
            default -> {
                // Text needs nothing.
            }
        }
    }
}

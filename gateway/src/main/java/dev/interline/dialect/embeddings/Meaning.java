package dev.interline.dialect.embeddings;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Format;
import dev.interline.exchange.Part;
import dev.interline.exchange.Role;
import dev.interline.exchange.Sampling;
import dev.interline.exchange.Thinking;
import dev.interline.exchange.ToolChoice;
import dev.interline.exchange.Turn;
import dev.interline.exchange.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decodes a request that was checked before: a turn for each input, in order. What is no text is a part that only this wire
 * knows, an array of token ids one of the type {@code tokens}.
 */
final class Meaning {
    private static final Names CONTENT = Names.of("content");
    private static final Names PART = Names.of("type", "text");
    private static final Sampling PLAIN = new Sampling(OptionalLong.empty(), Optional.empty(), Optional.empty(),
            OptionalLong.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), OptionalLong.empty(), List.of());

    private final byte[] bytes;
    private final JsonScanner in;
    private final List<Turn> turns = new ArrayList<>();

    private Meaning(JsonFields fields) {
        int i = fields.find("input");
        this.bytes = fields.bytes();
        this.in = JsonScanner.over(bytes, fields.valueStart(i), fields.valueEnd(i));
    }

    static Conversation decode(JsonFields fields) {
        try {
            return new Conversation(new Meaning(fields).read(), List.of(), new ToolChoice.Auto(), Optional.empty(),
                    PLAIN, new Format.Text(), Thinking.UNSAID, Optional.empty(), Optional.empty(),
                    fields.string("user"), Optional.empty());
        } catch (MalformedJson e) {
            throw new IllegalStateException("a request that was scanned before", e);
        }
    }

    private List<Turn> read() throws MalformedJson {
        int from = in.position();
        if (in.peek() == '"') {
            add(List.of(text(in.string())));
            return turns;
        }
        in.enterArray();
        while (in.nextElement()) {
            switch (in.peek()) {
                case '"' -> add(List.of(text(in.string())));
                case '[' -> {
                    int start = in.position();
                    in.skip();
                    add(List.of(tokens(start)));
                }
                case '{' -> content();
                default -> in.skip();
            }
        }
        if (turns.isEmpty()) {
            add(List.of(tokens(from)));
        }
        return turns;
    }

    private void content() throws MalformedJson {
        var parts = new ArrayList<Part>();
        in.enterObject();
        while (in.nextMember()) {
            if (in.name(CONTENT).isEmpty()) {
                in.skip();
            } else {
                in.enterArray();
                while (in.nextElement()) {
                    parts.add(part());
                }
            }
        }
        add(parts);
    }

    private Part part() throws MalformedJson {
        String type = "";
        String text = "";
        in.peek();
        int from = in.position();
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(PART)) {
                case "type" -> type = in.string();
                case "text" -> text = in.string();
                default -> in.skip();
            }
        }
        return type.equals("text") ? text(text) : new Part.Foreign(Wire.EMBEDDINGS, type, raw(from));
    }

    private void add(List<Part> parts) {
        turns.add(new Turn(Role.USER, parts, Optional.empty()));
    }

    private static Part text(String text) {
        return new Part.Text(text, Optional.empty());
    }

    private Part tokens(int from) {
        return new Part.Foreign(Wire.EMBEDDINGS, "tokens", raw(from));
    }

    private String raw(int from) {
        return new String(bytes, from, in.position() - from, StandardCharsets.UTF_8);
    }
}

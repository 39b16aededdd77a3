package dev.interline.exchange;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Reasoning.Kind;
import java.util.Optional;

/** Reasoning items as the chat wire writes them, on both of its sides (OpenRouter: {@code reasoning_details}). */
public final class ReasoningDetails {
    private static final Names ITEM = Names.of("type", "text", "summary", "data", "signature", "id", "format", "index");
    private static final Names KINDS = Names.of("reasoning.text", "reasoning.summary", "reasoning.encrypted");

    private ReasoningDetails() {}

    /** Reads the item that is next; empty when it is of a type that has no neutral form. */
    public static Optional<Reasoning> read(JsonScanner in) throws MalformedJson {
        if (in.peek() != '{') {
            in.skip();
            return Optional.empty();
        }
        String kind = "";
        String text = "";
        Optional<String> signature = Optional.empty();
        Optional<String> id = Optional.empty();
        Optional<String> format = Optional.empty();
        int index = 0;
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(ITEM)) {
                case "type" -> kind = in.peek() == '"' ? in.word(KINDS) : passed(in);
                case "text", "summary", "data" -> text = string(in).orElse(text);
                case "signature" -> signature = string(in).filter(value -> !value.isEmpty());
                case "id" -> id = string(in);
                case "format" -> format = string(in);
                case "index" -> index = (int) in.count();
                default -> in.skip();
            }
        }
        return switch (kind) {
            case "reasoning.text" -> Optional.of(new Reasoning(Kind.TEXT, text, signature, id, format, index));
            case "reasoning.summary" -> Optional.of(new Reasoning(Kind.SUMMARY, text, signature, id, format, index));
            case "reasoning.encrypted" ->
                Optional.of(new Reasoning(Kind.ENCRYPTED, text, signature, id, format, index));
            default -> Optional.empty();
        };
    }

    /** Appends the item as a JSON object. */
    public static void write(Reasoning item, ByteSink out) {
        out.text("{\"type\":").string(item.kind().text());
        switch (item.kind()) {
            case TEXT -> out.text(",\"text\":").string(item.text());
            case SUMMARY -> out.text(",\"summary\":").string(item.text());
            case ENCRYPTED -> out.text(",\"data\":").string(item.text());
        }
        item.signature().ifPresent(value -> out.text(",\"signature\":").string(value));
        item.id().ifPresent(value -> out.text(",\"id\":").string(value));
        out.text(",\"format\":").string(item.format().orElse(Reasoning.UNKNOWN));
        out.text(",\"index\":").number(item.index()).write('}');
    }

    private static Optional<String> string(JsonScanner in) throws MalformedJson {
        if (in.peek() == '"') {
            return Optional.of(in.string());
        }
        in.skip();
        return Optional.empty();
    }

    private static String passed(JsonScanner in) throws MalformedJson {
        in.skip();
        return "";
    }
}

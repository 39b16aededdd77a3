package dev.interline.archive;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Sha256;
import java.util.HexFormat;
import java.util.Set;

/** The input of a request as OpenAI lists it: items that have ids, messages whose content is in parts. */
final class InputItems {
    private static final int HEX_DIGITS = 32;
    /** OpenAI tells the status of these. */
    private static final Set<String> WITH_STATUS = Set.of("message", "function_call", "function_call_output");

    private final String response;
    private final ByteSink out = new ByteSink(512);
    private int count;

    private InputItems(String response) {
        this.response = response;
    }

    /**
     * The items as a JSON array.
     *
     * @param request whose input it is
     * @param response the id of the response, from which ids are made for items that have none
     */
    static String of(JsonFields request, String response) throws MalformedJson {
        var items = new InputItems(response);
        int i = request.find("input");
        items.out.write('[');
        if (i >= 0) {
            byte[] bytes = request.bytes();
            int from = request.valueStart(i);
            int to = request.valueEnd(i);
            if (bytes[from] == '"') {
                items.message("user", bytes, from, to, JsonFields.NONE);
            } else if (bytes[from] == '[') {
                for (JsonFields item : JsonFields.objects(bytes, from, to)) {
                    items.item(item);
                }
            }
        }
        return items.out.write(']').toString();
    }

    private void item(JsonFields item) {
        String type = item.string("type").orElse("message");
        int content = item.find("content");
        if (type.equals("message") && content >= 0 && item.bytes()[item.valueStart(content)] == '"') {
            message(item.string("role").orElse("user"), item.bytes(), item.valueStart(content), item.valueEnd(content),
                    item);
            return;
        }
        begin(type, item);
        for (int i = 0; i < item.size(); i++) {
            if (!item.name(i).equals("id") && !item.name(i).equals("type")) {
                out.write(',').write(item.bytes(), item.memberStart(i), item.valueEnd(i));
            }
        }
        if (!item.has("status") && WITH_STATUS.contains(type)) {
            out.text(",\"status\":\"completed\"");
        }
        out.write('}');
    }

    /** A message whose content is the text in {@code bytes[from, to)}, quotes included. */
    private void message(String role, byte[] bytes, int from, int to, JsonFields item) {
        begin("message", item);
        boolean said = role.equals("assistant");
        out.name(false, "role").string(role).text(",\"status\":\"completed\",\"content\":[{\"type\":")
                .string(said ? "output_text" : "input_text").text(",\"text\":").write(bytes, from, to)
                .text(said ? ",\"annotations\":[],\"logprobs\":[]}]}" : "}]}");
    }

    private void begin(String type, JsonFields item) {
        if (count > 0) {
            out.write(',');
        }
        String id = item.string("id").filter(text -> !text.isEmpty()).orElseGet(() -> made(type));
        count++;
        out.text("{\"id\":").string(id).name(false, "type").string(type);
    }

    /** An id as OpenAI's are: a prefix that tells the type. */
    private String made(String type) {
        String prefix = switch (type) {
            case "message" -> "msg";
            case "function_call" -> "fc";
            case "function_call_output" -> "fco";
            case "reasoning" -> "rs";
            default -> "item";
        };
        byte[] hash = Sha256.of(response + "\n" + count);
        return prefix + "_" + HexFormat.of().formatHex(hash, 0, HEX_DIGITS / 2);
    }
}

package dev.interline.provider.local;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Part;
import dev.interline.exchange.Turn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What becomes one vector.
 *
 * @param text all of its text
 * @param tokens ids of tokens, where it came as such
 * @param others what is neither, as JSON
 */
record Input(String text, int[] tokens, List<String> others) {
    private static final int[] NONE = {};

    static Input of(Turn turn) {
        var text = new StringBuilder();
        var others = new ArrayList<String>();
        int[] tokens = NONE;
        for (Part part : turn.parts()) {
            if (part instanceof Part.Text said) {
                text.append(text.isEmpty() ? "" : "\n").append(said.text());
            } else if (part instanceof Part.Foreign foreign && foreign.type().equals("tokens")) {
                tokens = ids(foreign.json());
            } else if (part instanceof Part.Foreign foreign) {
                others.add(foreign.json());
            }
        }
        return new Input(text.toString(), tokens, List.copyOf(others));
    }

    private static int[] ids(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.US_ASCII);
        var in = JsonScanner.over(bytes, 0, bytes.length);
        var ids = IntStream.builder();
        try {
            in.enterArray();
            while (in.nextElement()) {
                ids.add((int) in.count());
            }
        } catch (MalformedJson e) {
            throw new IllegalStateException("an array that was scanned before", e);
        }
        return ids.build().toArray();
    }
}

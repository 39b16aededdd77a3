package dev.interline.dialect.messages;

import dev.interline.exchange.Frame;
import dev.interline.exchange.Spans;
import java.util.Arrays;

/** A frame that waits for the settlement: a copy, since a chunk lives only while it is handed over. */
record HeldFrame(String name, byte[] bytes, Spans spans) {
    static HeldFrame of(Frame frame) {
        var spans = new Spans();
        for (int i = 0; i < frame.spans().size(); i++) {
            spans.add(frame.spans().mark(i), frame.spans().from(i) - frame.from(), frame.spans().to(i) - frame.from());
        }
        return new HeldFrame(frame.name(), Arrays.copyOfRange(frame.bytes(), frame.from(), frame.to()), spans);
    }
}

package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import java.nio.charset.StandardCharsets;

/** Numbers this wire's events and writes them, each whole. */
final class Events {
    private static final byte[] EVENT = ascii("event: ");
    private static final byte[] DATA = ascii("\ndata: ");
    private static final byte[] END = ascii("\n\n");
    private static final byte[] DONE = ascii("data: [DONE]\n\n");

    private final boolean heard;
    private ByteSink out = new ByteSink(0);
    private int sequence;
    private int data;

    /** @param heard whether anybody wants the events; else they are written to nowhere */
    Events(boolean heard) {
        this.heard = heard;
    }

    /** Events go there from now on. */
    void to(ByteSink sink) {
        out = heard ? sink : out;
    }

    /** Begins an event; whatever is appended to the sink up to {@link #close} are further members of it. */
    ByteSink open(String type) {
        if (!heard) {
            out.clear();
        }
        out.write(EVENT).text(type).write(DATA);
        data = out.size();
        return out.text("{\"type\":").string(type).name(false, "sequence_number").number(sequence++);
    }

    /** Begins an event of an item. */
    ByteSink open(String type, OutputItem item) {
        return open(type).name(false, "item_id").string(item.id()).name(false, "output_index").number(item.index());
    }

    /** Begins an event that an upstream wrote, of which the caller appends all of the data. */
    ByteSink pass(String type) {
        if (!heard) {
            out.clear();
        }
        out.write(EVENT).text(type).write(DATA);
        data = out.size();
        return out;
    }

    /** The number of the event that begins. */
    int next() {
        return sequence++;
    }

    /** Ends an event that was passed on. */
    void passed() {
        out.joinLines(data);
        out.write(END);
    }

    /** Ends the event. A line end in its data would end it early; in JSON it can only be white space. */
    void close() {
        out.write('}');
        out.joinLines(data);
        out.write(END);
    }

    /** The end of the stream, as OpenRouter's have it. */
    void done() {
        out.write(DONE);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package dev.interline.archive;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import java.nio.charset.StandardCharsets;

/**
 * A request that goes on from a kept response, as one that brings its whole conversation: what the model was given, what it
 * answered, and what is new. Instructions are not carried over (OpenAI: {@code previous_response_id}).
 */
final class Continuation {
    private static final String INPUT = "input";

    private Continuation() {}

    static byte[] body(StoredResponse previous, JsonFields request) {
        byte[] answered = previous.response().getBytes(StandardCharsets.UTF_8);
        var out = new ByteSink(previous.input().length() + answered.length + request.to() - request.from() + 64);
        out.text("{\"input\":");
        int begin = out.size() + 1;
        append(previous.input().getBytes(StandardCharsets.UTF_8), begin, out.write('['));
        append(output(answered), begin, out);
        own(request, begin, out);
        out.write(']');
        for (int i = 0; i < request.size(); i++) {
            if (!request.name(i).equals(INPUT)) {
                out.write(',').write(request.bytes(), request.memberStart(i), request.valueEnd(i));
            }
        }
        return out.write('}').toBytes();
    }

    private static void own(JsonFields request, int begin, ByteSink out) {
        int i = request.find(INPUT);
        if (i < 0) {
            return;
        }
        int from = request.valueStart(i);
        int to = request.valueEnd(i);
        switch (request.bytes()[from]) {
            case '[' -> append(request.bytes(), from, to, begin, out);
            case '"' -> {
                comma(begin, out);
                out.text("{\"type\":\"message\",\"role\":\"user\",\"content\":").write(request.bytes(), from, to)
                        .write('}');
            }
            default -> {
                // Null is nothing new.
            }
        }
    }

    /** What was answered, as a JSON array. */
    private static byte[] output(byte[] response) {
        try {
            JsonFields fields = JsonFields.scan(response, 0, response.length);
            int i = fields.find("output");
            return i < 0 ? new byte[]{'[', ']'}
                    : new ByteSink(64).write(response, fields.valueStart(i), fields.valueEnd(i)).toBytes();
        } catch (MalformedJson e) {
            throw new IllegalStateException("a response that was scanned before", e);
        }
    }

    private static void append(byte[] array, int begin, ByteSink out) {
        append(array, 0, array.length, begin, out);
    }

    /** Appends what is between an array's brackets. */
    private static void append(byte[] bytes, int from, int to, int begin, ByteSink out) {
        int first = from + 1;
        int last = to - 1;
        while (first < last && bytes[first] <= ' ' && bytes[first] >= 0) {
            first++;
        }
        if (first < last) {
            comma(begin, out);
            out.write(bytes, first, last);
        }
    }

    private static void comma(int begin, ByteSink out) {
        if (out.size() > begin) {
            out.write(',');
        }
    }
}

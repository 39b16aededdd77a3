package dev.interline.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * How the provider answers, byte for byte.
 *
 * @param name the first segment of its path, and the name of the gateway's provider and model
 * @param events events with content
 * @param interval time between two events
 */
record Script(String name, Kind kind, int events, Duration interval) {
    enum Kind {
        /** A JSON answer. */
        ANSWER,
        /** All events of a stream in one write. */
        BURST,
        /** One event after the other, then the end. */
        PACED,
        /** One event after the other until told to end; {@code events} is how many come in a second. */
        ENDLESS,
        /** One event after the other, then the connection is closed in the middle. */
        CUT,
        /** Status 500. */
        REFUSAL
    }

    static final Script JSON = new Script("json", Kind.ANSWER, 0, Duration.ZERO);
    static final Script BURST = new Script("burst", Kind.BURST, 100, Duration.ZERO);
    static final Script SHORT = new Script("short", Kind.PACED, 31, Duration.ofMillis(20));
    static final Script FAST = new Script("fast", Kind.ENDLESS, 25, Duration.ofMillis(40));
    static final Script SLOW = new Script("slow", Kind.ENDLESS, 5, Duration.ofMillis(200));
    static final Script CUT = new Script("cut", Kind.CUT, 5, Duration.ofMillis(20));
    static final Script REFUSAL = new Script("refusal", Kind.REFUSAL, 0, Duration.ZERO);
    static final List<Script> ALL = List.of(JSON, BURST, SHORT, FAST, SLOW, CUT, REFUSAL);

    private static final String HEAD = "HTTP/1.1 200 OK\r\n";
    private static final String ANSWER = """
            {"id":"chatcmpl-Bq3vHc2VqSxKkYbZ0aT1uR5e","object":"chat.completion","created":1763700000,\
            "model":"bench-1","choices":[{"index":0,"message":{"role":"assistant","content":"The quick brown fox \
            jumps over the lazy dog, and the dog does not mind at all.","refusal":null},"logprobs":null,\
            "finish_reason":"stop"}],"usage":{"prompt_tokens":412,"completion_tokens":17,"total_tokens":429},\
            "system_fingerprint":"fp_44709d6fcb"}""";
    private static final String REFUSED = """
            {"error":{"message":"The server had an error","type":"server_error"}}""";
    private static final String EVENT = """
            data: {"id":"chatcmpl-Bq3vHc2VqSxKkYbZ0aT1uR5e","object":"chat.completion.chunk","created":1763700000,\
            "model":"bench-1","system_fingerprint":"fp_44709d6fcb","choices":[{"index":0,"delta":\
            {"content":" token"},"logprobs":null,"finish_reason":null}]}

            """;
    private static final String END = """
            data: {"id":"chatcmpl-Bq3vHc2VqSxKkYbZ0aT1uR5e","object":"chat.completion.chunk","created":1763700000,\
            "model":"bench-1","system_fingerprint":"fp_44709d6fcb","choices":[{"index":0,"delta":{},"logprobs":null,\
            "finish_reason":"stop"}]}

            data: {"id":"chatcmpl-Bq3vHc2VqSxKkYbZ0aT1uR5e","object":"chat.completion.chunk","created":1763700000,\
            "model":"bench-1","system_fingerprint":"fp_44709d6fcb","choices":[],"usage":{"prompt_tokens":412,\
            "completion_tokens":31,"total_tokens":443}}

            data: [DONE]

            """;

    boolean streams() {
        return events > 0;
    }

    /** Whether what comes back through a gateway is a whole answer. */
    boolean answers() {
        return kind != Kind.CUT && kind != Kind.REFUSAL;
    }

    boolean inOnePiece() {
        return interval.isZero();
    }

    /** Everything at once: a JSON answer, or a burst of events and the end. */
    byte[] whole() {
        if (kind == Kind.REFUSAL) {
            return bytes("HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\nContent-Length: "
                    + REFUSED.length() + "\r\n\r\n" + REFUSED);
        }
        return streams() ? bytes(HEAD + "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk(EVENT.repeat(events) + END) + "0\r\n\r\n")
                : bytes(HEAD + "Content-Type: application/json\r\nContent-Length: " + ANSWER.length() + "\r\n\r\n"
                        + ANSWER);
    }

    /** The head of a stream together with its first event. */
    byte[] first() {
        return bytes(HEAD + "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk(EVENT));
    }

    byte[] next() {
        return bytes(chunk(EVENT));
    }

    byte[] end() {
        return bytes(chunk(END) + "0\r\n\r\n");
    }

    private static String chunk(String data) {
        return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}

package dev.interline.provider.local;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Script;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** Plays a JSON body in pieces as they come from a network, so that no piece is long to read. */
final class BodyScript implements Script {
    private static final int PIECE = 64 * 1024;

    private final Head head;
    private final byte[] body;
    private int sent;

    private BodyScript(int status, byte[] body) {
        this.head = new Head(Duration.ZERO, status, Map.of("content-type", "application/json"));
        this.body = body;
    }

    static BodyScript of(byte[] body) {
        return new BodyScript(200, body);
    }

    /** More is asked for than can be done. */
    static BodyScript overloaded() {
        return new BodyScript(503, new ByteSink(128).text("{\"error\":{\"message\":")
                .string("Too many requests for vectors are waiting; try again shortly")
                .text(",\"type\":\"server_error\",\"code\":\"overloaded\"}}").toBytes());
    }

    @Override
    public Head head() {
        return head;
    }

    @Override
    public Step next() {
        if (sent == body.length) {
            return new Step.End(Duration.ZERO);
        }
        int from = sent;
        sent = Math.min(body.length, from + PIECE);
        return new Step.Send(Duration.ZERO, Arrays.copyOfRange(body, from, sent));
    }
}

package dev.interline.relay;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Writer;
import java.util.Map;
import java.util.Optional;

/** What one request's client is sent: begun late, with the real status where nothing else was said before. */
final class Outlet {
    private final Order order;
    private final TimeLimits limits;
    private boolean begun;

    Outlet(Order order, TimeLimits limits) {
        this.order = order;
        this.limits = limits;
    }

    /** Whether status 200 is out, so that a failure can only be told in the stream. */
    boolean hasBegun() {
        return begun;
    }

    /** Sends a piece of a stream. */
    void send(Writer writer, ByteSink bytes) {
        begin(writer);
        order.downstream().write(bytes);
        limits.sent(order.downstream().congested());
    }

    /** Sends a sign of life. */
    void comment(Writer writer) {
        var comment = new ByteSink(32);
        writer.idle(comment);
        send(writer, comment);
    }

    /** Sends the rest of a stream, or the whole of a document. */
    void end(Writer writer, ByteSink rest) {
        if (begun || order.exchange().facts().stream()) {
            begin(writer);
            order.downstream().end(rest);
        } else {
            order.downstream().answer(200, writer.contentType(), headers(), rest);
        }
    }

    /** Answers with a problem's own status. */
    void refuse(Problem problem) {
        var body = new ByteSink(512).write(order.dialect().error(problem, Optional.of(order.id())));
        order.downstream().answer(problem.status(), "application/json", headers(problem), body);
    }

    private void begin(Writer writer) {
        if (!begun) {
            begun = true;
            order.downstream().begin(writer.contentType(), headers());
        }
    }

    private Map<String, String> headers() {
        return Map.of("x-generation-id", order.id());
    }

    private Map<String, String> headers(Problem problem) {
        return problem.retryAfter()
                .map(wait -> Map.of("x-generation-id", order.id(), "retry-after",
                        Long.toString(Plan.seconds(wait))))
                .orElseGet(this::headers);
    }
}

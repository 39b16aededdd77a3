package dev.interline.dialect.service;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.Json;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Wire;
import dev.interline.exchange.Writer;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A task of the connector: the fields of a form instead of a typed request, and an answer that says whether it is one. A
 * stream is as any other.
 *
 * @param inner the dialect of the route that the task stands for
 */
public record TaskDialect(Dialect inner) implements Dialect {
    @Override
    public Wire wire() {
        return inner.wire();
    }

    @Override
    public Parsed parse(Operation operation, byte[] body, int length, Headers headers) {
        try {
            ObjectNode fields = TaskFields.typed(Body.read(body, length, headers).fields());
            if (inner.wire() == Wire.RESPONSES) {
                // Platforms show answers and have no form to ask for them again.
                fields.put("store", false);
            }
            byte[] request = Json.mapper().writeValueAsBytes(fields);
            return inner.parse(operation, request, request.length, headers);
        } catch (Rejected e) {
            return new Parsed.Refused(e.problem());
        }
    }

    @Override
    public Writer writer(Exchange exchange, Answer answer) {
        Writer writer = inner.writer(exchange, answer);
        return answer.stream() ? writer : new Wrapped(writer);
    }

    @Override
    public byte[] error(Problem problem, Optional<String> generation) {
        return new ByteSink(256).text("{\"error\":").write(inner.error(problem, generation)).text("}").toBytes();
    }

    /** A document inside {@code success}. */
    private record Wrapped(Writer writer) implements Writer {
        @Override
        public String contentType() {
            return writer.contentType();
        }

        @Override
        public void write(Chunk chunk, ByteSink out) {
            writer.write(chunk, out);
        }

        @Override
        public void finish(Settled settled, ByteSink out) {
            var document = new ByteSink(1024);
            writer.finish(settled, document);
            out.text("{\"success\":").write(document).write('}');
        }

        @Override
        public void fail(Problem problem, Settled settled, ByteSink out) {
            var document = new ByteSink(1024);
            writer.fail(problem, settled, document);
            out.text("{\"error\":").write(document).write('}');
        }

        @Override
        public void idle(ByteSink out) {
            writer.idle(out);
        }
    }
}

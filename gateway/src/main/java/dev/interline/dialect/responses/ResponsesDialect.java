package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Wire;
import dev.interline.exchange.Writer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/** OpenAI's Responses as clients speak them (OpenAI: Responses API; OpenRouter: {@code POST /responses}). */
public final class ResponsesDialect implements Dialect {
    private final InstantSource clock;
    private final LongSupplier mostStored;

    /** @param clock tells when an answer was complete */
    public ResponsesDialect(InstantSource clock) {
        this(clock, () -> 0);
    }

    /**
     * One whose answers may be kept.
     *
     * @param mostStored most bytes of input that an answer may have which is kept; 0 if none is
     */
    public ResponsesDialect(InstantSource clock, LongSupplier mostStored) {
        this.clock = clock;
        this.mostStored = mostStored;
    }

    @Override
    public Wire wire() {
        return Wire.RESPONSES;
    }

    @Override
    public Parsed parse(Operation operation, byte[] body, int length, Headers headers) {
        return RequestScan.parse(operation, body, length, headers, mostStored.getAsLong());
    }

    @Override
    public Writer writer(Exchange exchange, Answer answer) {
        var response = new ResponseObject(answer, Echo.of(exchange.fields(), exchange.stored()), clock);
        return answer.stream() ? new StreamWriter(response) : new DocumentWriter(response);
    }

    @Override
    public byte[] error(Problem problem, Optional<String> generation) {
        var out = new ByteSink(256);
        ErrorBodies.write(problem, generation, out);
        return out.toBytes();
    }
}

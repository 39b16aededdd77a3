package dev.interline.provider.responses;

import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Provider;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Target;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Wire;
import java.util.Map;
import java.util.Optional;

/** Speaks OpenAI's Responses to an upstream. Thread-safe. */
public final class ResponsesProvider implements Provider {
    static final String PATH = "/responses";

    private static final String EVENT_STREAM = "text/event-stream";

    private final Provider chat;

    /** @param chat speaks the same vendors' other wires: their embeddings, and what their errors mean */
    public ResponsesProvider(Provider chat) {
        this.chat = chat;
    }

    @Override
    public Wire wire() {
        return Wire.RESPONSES;
    }

    @Override
    public Prepared prepare(Exchange exchange, Target target) {
        return switch (exchange.facts().operation()) {
            case EMBED -> chat.prepare(exchange, target);
            case COUNT_TOKENS -> new Prepared.Inexpressible(Problem.invalid(target.vendor().name()
                    + " does not count tokens"));
            case GENERATE -> generate(exchange, target);
        };
    }

    private static Prepared generate(Exchange exchange, Target target) {
        try {
            return new Prepared.Call(PATH,
                    Map.of("Accept", exchange.facts().stream() ? EVENT_STREAM : "application/json"),
                    exchange.wire() == Wire.RESPONSES
                            ? new SplicedRequest(exchange, target).write()
                            : new WrittenRequest(exchange, target).write());
        } catch (Rejected e) {
            return new Prepared.Inexpressible(e.problem());
        }
    }

    @Override
    public Reader reader(Exchange exchange, Target target, Optional<String> contentType) {
        if (exchange.facts().operation() == Operation.EMBED) {
            return chat.reader(exchange, target, contentType);
        }
        String type = contentType.orElse("");
        boolean stream = type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
        return new ResponsesReader(stream, Formats.of(target.vendor()), new Failures(chat));
    }

    @Override
    public UpstreamFailure classify(int status, Headers headers, byte[] body) {
        return chat.classify(status, headers, body);
    }
}

package dev.interline.dialect.responses;

import dev.interline.bytes.Json;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Problem;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Requests of this wire, written with single quotes. */
final class Asked {
    private Asked() {}

    static Parsed parse(String body, Map<String, String> headers) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new ResponsesDialect(InstantSource.system()).parse(Operation.GENERATE, bytes, bytes.length,
                Headers.of(headers));
    }

    static Exchange accepted(Parsed parsed) {
        return switch (parsed) {
            case Parsed.Accepted(Exchange exchange) -> exchange;
            case Parsed.Refused(Problem problem) -> throw new AssertionError(problem.message());
        };
    }

    static Exchange exchange(String body) {
        return accepted(parse(body, Map.of()));
    }

    static JsonNode json(String text) {
        return Json.mapper().readTree(text.replace('\'', '"'));
    }
}

package dev.interline.dialect.service;

import dev.interline.bytes.Json;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Wire;
import dev.interline.exchange.Writer;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A form of the service, answered as a chat completion, so that every client of that can read it.
 *
 * @param chat the dialect of the chat completions
 * @param defaultModel what is asked where a request names no model
 */
public record ServiceDialect(Dialect chat, Form form, Optional<String> defaultModel) implements Dialect {
    @Override
    public Wire wire() {
        return chat.wire();
    }

    @Override
    public Parsed parse(Operation operation, byte[] body, int length, Headers headers) {
        try {
            ObjectNode request = form.chat(Body.read(body, length, headers));
            if (!request.hasNonNull("model") && !request.hasNonNull("models")) {
                request.put("model", defaultModel.orElseThrow(() -> new Rejected(Problem.invalid(
                        "model: missing; name one, or have the server's operator set OPENROUTER_DEFAULT_MODEL")
                        .with("param", "model"))));
            }
            byte[] chatBody = Json.mapper().writeValueAsBytes(request);
            return chat.parse(operation, chatBody, chatBody.length, headers);
        } catch (Rejected e) {
            return new Parsed.Refused(e.problem());
        }
    }

    @Override
    public Writer writer(Exchange exchange, Answer answer) {
        return chat.writer(exchange, answer);
    }

    @Override
    public byte[] error(Problem problem, Optional<String> generation) {
        return chat.error(problem, generation);
    }
}

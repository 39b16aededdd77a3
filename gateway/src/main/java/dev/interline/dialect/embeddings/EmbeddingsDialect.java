package dev.interline.dialect.embeddings;

import dev.interline.exchange.Answer;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Wire;
import dev.interline.exchange.Writer;
import java.util.Optional;

/** OpenAI's embeddings with OpenRouter's additions (OpenRouter: {@code POST /embeddings}). Thread-safe. */
public final class EmbeddingsDialect implements Dialect {
    private final Dialect chat;

    /** @param chat in whose form errors are told */
    public EmbeddingsDialect(Dialect chat) {
        this.chat = chat;
    }

    @Override
    public Wire wire() {
        return Wire.EMBEDDINGS;
    }

    @Override
    public Parsed parse(Operation operation, byte[] body, int length, Headers headers) {
        return RequestScan.parse(operation, body, length, headers);
    }

    @Override
    public Writer writer(Exchange exchange, Answer answer) {
        return new VectorsWriter(answer, chat);
    }

    @Override
    public byte[] error(Problem problem, Optional<String> generation) {
        return chat.error(problem, generation);
    }
}

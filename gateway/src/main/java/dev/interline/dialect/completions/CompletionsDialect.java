package dev.interline.dialect.completions;

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

/**
 * OpenAI's legacy completions. Thread-safe.
 *
 * @param chat the dialect of the chat completions, whose errors are the same
 */
public record CompletionsDialect(Dialect chat) implements Dialect {
    @Override
    public Wire wire() {
        return Wire.COMPLETIONS;
    }

    @Override
    public Parsed parse(Operation operation, byte[] body, int length, Headers headers) {
        try {
            byte[] request = ChatRequest.of(body, length);
            return chat.parse(operation, request, request.length, headers);
        } catch (Rejected e) {
            return new Parsed.Refused(e.problem());
        }
    }

    @Override
    public Writer writer(Exchange exchange, Answer answer) {
        var choices = new Choices(answer, ChatRequest.echo(exchange));
        return answer.stream() ? new StreamWriter(choices) : new DocumentWriter(choices);
    }

    @Override
    public byte[] error(Problem problem, Optional<String> generation) {
        return chat.error(problem, generation);
    }
}

package dev.interline.dialect.chat;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.ErrorObject;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Problem;
import dev.interline.exchange.RouterMetadata;
import dev.interline.exchange.Wire;
import dev.interline.exchange.Writer;
import java.util.Optional;

/** OpenAI's chat completions with OpenRouter's additions, as clients speak them. Thread-safe. */
public final class ChatDialect implements Dialect {
    @Override
    public Wire wire() {
        return Wire.CHAT;
    }

    @Override
    public Parsed parse(Operation operation, byte[] body, int length, Headers headers) {
        return RequestScan.parse(operation, body, length, headers);
    }

    @Override
    public Writer writer(Exchange exchange, Answer answer) {
        Wishes wishes = Wishes.of(exchange);
        return answer.stream() ? new StreamWriter(answer, wishes) : new JsonWriter(answer, wishes);
    }

    @Override
    public byte[] error(Problem problem, Optional<String> generation) {
        var out = new ByteSink(256).text("{\"error\":");
        ErrorObject.write(problem, out);
        generation.ifPresent(id -> out.text(",\"id\":").string(id));
        out.text(",\"user_id\":null");
        RouterMetadata.append(problem.routing(), out);
        return out.write('}').toBytes();
    }
}

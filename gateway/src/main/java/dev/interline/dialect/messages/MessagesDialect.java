package dev.interline.dialect.messages;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
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

/** Anthropic's Messages as clients speak them (Anthropic: Messages API; OpenRouter: {@code POST /messages}). */
public final class MessagesDialect implements Dialect {
    @Override
    public Wire wire() {
        return Wire.MESSAGES;
    }

    @Override
    public Parsed parse(Operation operation, byte[] body, int length, Headers headers) {
        try {
            JsonFields fields = JsonFields.scan(body, 0, length, RequestScan.MEMBERS);
            var facts = new RequestScan(operation, fields, headers).facts();
            return new Parsed.Accepted(new Exchange(Wire.MESSAGES, facts, fields, headers, RequestMeaning::of));
        } catch (MalformedJson e) {
            return new Parsed.Refused(Problem.invalid(e.getMessage()));
        } catch (Rejected e) {
            return new Parsed.Refused(e.problem());
        }
    }

    @Override
    public Writer writer(Exchange exchange, Answer answer) {
        return answer.stream() ? new StreamWriter(answer) : new DocumentWriter(answer);
    }

    @Override
    public void writeCount(long promptTokens, ByteSink out) {
        out.text("{\"input_tokens\":").number(promptTokens).write('}');
    }

    @Override
    public byte[] error(Problem problem, Optional<String> generation) {
        var out = new ByteSink(256);
        ErrorBodies.write(problem, generation, out);
        return out.toBytes();
    }
}

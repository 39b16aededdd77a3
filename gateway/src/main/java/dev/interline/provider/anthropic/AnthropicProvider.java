package dev.interline.provider.anthropic;

import dev.interline.bytes.GatheringSink;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Speaks Anthropic's Messages to an upstream (Anthropic: Messages API, version 2023-06-01).
 *
 * <p>Anthropic demands {@code max_tokens}; a request without it gets the most that the endpoint can write, or
 * {@value #DEFAULT_MAX_TOKENS} where that is unknown.
 */
public final class AnthropicProvider implements Provider {
    static final long DEFAULT_MAX_TOKENS = 4096;

    private static final String VERSION = "2023-06-01";
    private static final String EVENT_STREAM = "text/event-stream";

    @Override
    public Wire wire() {
        return Wire.MESSAGES;
    }

    @Override
    public Prepared prepare(Exchange exchange, Target target) {
        if (exchange.facts().operation() == Operation.EMBED) {
            return new Prepared.Inexpressible(Problem.invalid(target.vendor().name() + " has no embeddings"));
        }
        boolean counting = exchange.facts().operation() == Operation.COUNT_TOKENS;
        ClaudeModel model = ClaudeModel.of(target);
        try {
            GatheringSink body = exchange.wire() == Wire.MESSAGES
                    ? new SplicedRequest(exchange, target, model).write()
                    : GatheringSink.over(new WrittenRequest(exchange, target, model).write());
            String path = counting ? "/messages/count_tokens" : "/messages";
            return new Prepared.Call(path, headers(Betas.of(exchange, target)), body);
        } catch (Rejected e) {
            return new Prepared.Inexpressible(e.problem());
        }
    }

    @Override
    public Reader reader(Exchange exchange, Target target, Optional<String> contentType) {
        String type = contentType.orElse("");
        boolean streamed = type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
        return new AnthropicReader(exchange.facts().operation(), streamed);
    }

    @Override
    public UpstreamFailure classify(int status, Headers headers, byte[] body) {
        return Failures.of(status, headers, body);
    }

    private static Map<String, String> headers(Set<String> betas) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("anthropic-version", VERSION);
        if (!betas.isEmpty()) {
            headers.put("anthropic-beta", String.join(",", betas));
        }
        return headers;
    }
}

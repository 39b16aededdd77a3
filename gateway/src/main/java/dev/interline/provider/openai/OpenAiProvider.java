package dev.interline.provider.openai;

import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Provider;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Target;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Wire;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Speaks chat completions and embeddings to every upstream that is compatible with OpenAI's. Thread-safe. */
public final class OpenAiProvider implements Provider {
    private static final String EVENT_STREAM = "text/event-stream";

    private final InstantSource clock;
    /** By the vendor's reasoning fields: few and always the same, and dear to make for every answer. */
    private final Map<List<String>, DeltaNames> names = new ConcurrentHashMap<>();

    /** @param clock against which {@code Retry-After} dates are read */
    public OpenAiProvider(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Wire wire() {
        return Wire.CHAT;
    }

    @Override
    public Prepared prepare(Exchange exchange, Target target) {
        if (exchange.facts().operation() == Operation.EMBED) {
            return EmbeddingsSplice.prepare(exchange, target);
        }
        return exchange.wire() == Wire.CHAT
                ? RequestSplice.prepare(exchange, target)
                : RequestEncoder.prepare(exchange, target);
    }

    @Override
    public Reader reader(Exchange exchange, Target target, Optional<String> contentType) {
        if (exchange.facts().operation() == Operation.EMBED) {
            return new EmbeddingsReader();
        }
        String type = contentType.orElse("");
        boolean stream = type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
        return new ChatReader(stream,
                names.computeIfAbsent(target.vendor().quirks().reasoningFields(), DeltaNames::with));
    }

    @Override
    public UpstreamFailure classify(int status, Headers headers, byte[] body) {
        return Failures.ofStatus(status, headers, body, clock);
    }
}

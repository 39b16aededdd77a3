package dev.interline.provider.openai;

import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Provider;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Target;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Wire;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Speaks chat completions to every upstream that is compatible with OpenAI's. Thread-safe. */
public final class OpenAiProvider implements Provider {
    private static final String EVENT_STREAM = "text/event-stream";

    private final InstantSource clock;

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
        return exchange.wire() == Wire.CHAT
                ? RequestSplice.prepare(exchange, target)
                : RequestEncoder.prepare(exchange, target);
    }

    @Override
    public Reader reader(Exchange exchange, Target target, Optional<String> contentType) {
        boolean stream = contentType.map(type -> type.toLowerCase(Locale.ROOT).startsWith(EVENT_STREAM)).orElse(false);
        return new ChatReader(stream, target.vendor().quirks().reasoningFields());
    }

    @Override
    public UpstreamFailure classify(int status, Headers headers, byte[] body) {
        return Failures.ofStatus(status, headers, body, clock);
    }
}

package dev.interline.provider.simulator;

import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Provider;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Script;
import dev.interline.exchange.Target;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Vendor;
import dev.interline.exchange.Wire;
import dev.interline.tokens.TokenCounter;
import dev.interline.tokens.Tokenizers;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A provider whose upstream is this process: it speaks the chat wire as any other and needs no model. */
public final class Simulator implements Provider {
    /** The request parameters that make a difference to it, in OpenRouter's {@code supported_parameters} vocabulary. */
    public static final Set<String> PARAMETERS = Set.of("include_reasoning", "logprobs", "max_completion_tokens",
            "max_tokens", "reasoning", "reasoning_effort", "response_format", "seed", "stop", "structured_outputs",
            "tool_choice", "tools", "top_logprobs");

    private final Provider chat;
    private final Provider vectors;
    private final Tokenizers tokenizers;

    /**
     * @param chat the provider that reads the chat wire: answers, errors and cut-off streams of the simulator go
     *        through it as those of a real upstream do
     * @param vectors the provider that makes up embeddings
     */
    public Simulator(Provider chat, Provider vectors, Tokenizers tokenizers) {
        this.chat = chat;
        this.vectors = vectors;
        this.tokenizers = tokenizers;
    }

    /** The simulator as an upstream account: inside this process, without a credential. */
    public static Vendor vendor() {
        return new Vendor("simulator", "Simulator", "simulator", Optional.empty(), Optional.empty(), Quirks.GENERIC,
                Map.of());
    }

    @Override
    public Wire wire() {
        return chat.wire();
    }

    @Override
    public Prepared prepare(Exchange exchange, Target target) {
        if (exchange.facts().operation() == Operation.EMBED) {
            return steered(exchange, vectors.prepare(exchange, target));
        }
        try {
            Ask ask = Ask.of(exchange, target);
            return new Prepared.Local(() -> script(ask));
        } catch (Rejected e) {
            return new Prepared.Inexpressible(e.problem());
        }
    }

    /** Of the directives only the failures have a meaning for vectors. */
    private static Prepared steered(Exchange exchange, Prepared prepared) {
        if (!(prepared instanceof Prepared.Local(var script))) {
            return prepared;
        }
        return switch (Directives.read(Said.in(exchange.meaning()).directives())) {
            case Directives.Misread(var message) -> new Prepared.Local(() -> FailureScript.of(400, message));
            case Directives.Read(var directives) when directives.status().isPresent() -> new Prepared.Local(
                    () -> FailureScript.of(directives.status().getAsInt(), directives.retryAfter()));
            case Directives.Read _ -> new Prepared.Local(script);
        };
    }

    @Override
    public Reader reader(Exchange exchange, Target target, Optional<String> contentType) {
        return chat.reader(exchange, target, contentType);
    }

    @Override
    public UpstreamFailure classify(int status, Headers headers, byte[] body) {
        return chat.classify(status, headers, body);
    }

    private Script script(Ask ask) {
        Said said = Said.in(ask.conversation());
        return switch (Directives.read(said.directives())) {
            case Directives.Misread(var message) -> FailureScript.of(400, message);
            case Directives.Read(var directives) when directives.status().isPresent() ->
                FailureScript.of(directives.status().getAsInt(), directives.retryAfter());
            case Directives.Read(var directives) -> answer(ask, said, directives);
        };
    }

    private Script answer(Ask ask, Said said, Directives directives) {
        TokenCounter counter = tokenizers.forModel(ask.model());
        return switch (new Replies(ask, said, directives, counter).choices()) {
            case Replies.Impossible(var message) -> FailureScript.of(400, message);
            case Replies.Written(var choices) -> {
                var answer = new ChatAnswer(ask, choices, counter.count(ask.conversation()), directives.usage());
                var pace = new Pace(directives.firstToken(), directives.rate());
                yield ask.stream()
                        ? new StreamScript(answer, pace, directives.fault())
                        : new BodyScript(answer, pace, directives.fault());
            }
        };
    }
}

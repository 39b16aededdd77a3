package dev.interline.provider.local;

import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Provider;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Script;
import dev.interline.exchange.Target;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Vendor;
import dev.interline.exchange.Wire;
import dev.interline.tokens.Tokenizers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A provider whose upstream is this process: it makes vectors and nothing else. Thread-safe. */
public final class LocalEmbeddings implements Provider {
    /** OpenAI's limit on one request. */
    private static final int MOST_INPUTS = 2048;
    /** Numbers of all vectors of an answer, which is in memory as a whole. */
    private static final long MOST_NUMBERS = 4L * 1024 * 1024;

    private final Provider openai;
    private final VectorSource source;
    private final Workshop workshop = new Workshop();

    private LocalEmbeddings(Provider openai, VectorSource source) {
        this.openai = openai;
        this.source = source;
    }

    /**
     * The vectors of a model.
     *
     * @param openai the provider that reads OpenAI's wire: answers go through it as those of a real upstream do
     */
    public static LocalEmbeddings of(Embedder embedder, Provider openai, Tokenizers tokenizers) {
        return new LocalEmbeddings(openai, new ModelVectors(embedder, tokenizers));
    }

    /** Vectors that are made up, always the same for the same input, where there is no model. */
    public static LocalEmbeddings madeUp(Provider openai, Tokenizers tokenizers) {
        return new LocalEmbeddings(openai, new MadeUpVectors(tokenizers));
    }

    /** An upstream account for it: inside this process, without a credential. */
    public static Vendor vendor() {
        return new Vendor("local-embeddings", "Local Embeddings", "local", Optional.empty(), Optional.empty(),
                Quirks.GENERIC, Map.of());
    }

    @Override
    public Wire wire() {
        return openai.wire();
    }

    @Override
    public Prepared prepare(Exchange exchange, Target target) {
        if (exchange.facts().operation() != Operation.EMBED) {
            return new Prepared.Inexpressible(Problem.invalid(target.model() + " makes embeddings and nothing else"));
        }
        try {
            List<Input> inputs = inputs(exchange);
            int dimensions = source.dimensions(target, dimensions(exchange));
            if (inputs.size() > MOST_INPUTS || (long) inputs.size() * dimensions > MOST_NUMBERS) {
                throw new Rejected(Problem.invalid("input: " + inputs.size() + " inputs are too many at once; send "
                        + Math.min(MOST_INPUTS, MOST_NUMBERS / dimensions) + " or fewer").with("param", "input"));
            }
            boolean base64 = exchange.fields().string("encoding_format").filter("base64"::equals).isPresent();
            return new Prepared.Local(() -> script(target, inputs, dimensions, base64));
        } catch (Rejected e) {
            return new Prepared.Inexpressible(e.problem());
        }
    }

    private List<Input> inputs(Exchange exchange) {
        List<Input> inputs = exchange.meaning().turns().stream().map(Input::of).toList();
        if (!source.takesAnything() && inputs.stream().anyMatch(input -> !input.others().isEmpty())) {
            throw new Rejected(Problem.invalid("input: pictures, recordings and files cannot be embedded by this"
                    + " gateway itself; send text").with("param", "input"));
        }
        return inputs;
    }

    private static OptionalInt dimensions(Exchange exchange) {
        return exchange.fields().value("dimensions").map(value -> {
            try (value) {
                return value.nextToken().isNumeric() ? OptionalInt.of(value.getValueAsInt()) : OptionalInt.empty();
            }
        }).orElse(OptionalInt.empty());
    }

    private Script script(Target target, List<Input> inputs, int dimensions, boolean base64) {
        Optional<List<Embedder.Embedded>> made =
                workshop.all(inputs, batch -> source.embed(target, dimensions, batch));
        if (made.isEmpty()) {
            return BodyScript.overloaded();
        }
        var answer = new VectorAnswer(base64);
        made.get().forEach(answer::add);
        return BodyScript.of(answer.end(target.upstreamModel()));
    }

    @Override
    public Reader reader(Exchange exchange, Target target, Optional<String> contentType) {
        return openai.reader(exchange, target, contentType);
    }

    @Override
    public UpstreamFailure classify(int status, Headers headers, byte[] body) {
        return openai.classify(status, headers, body);
    }
}

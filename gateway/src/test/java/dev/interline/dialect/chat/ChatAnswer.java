package dev.interline.dialect.chat;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Cost;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Money;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Tally;
import dev.interline.exchange.Target;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Usage;
import dev.interline.exchange.Vendor;
import dev.interline.exchange.Writer;
import dev.interline.provider.openai.OpenAiProvider;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a client sees of an upstream's bytes: reader and writer joined as the relay joins them, without any I/O.
 *
 * @param text all that was written
 * @param failure how the upstream failed, if it did
 * @param tally what was learned
 */
public record ChatAnswer(String text, Optional<UpstreamFailure> failure, Tally tally) {
    private static final String REQUEST = "{\"model\":\"acme/large\",\"messages\":[{\"role\":\"user\","
            + "\"content\":\"hi\"}]}";

    static final Answer STREAM = new Answer("gen-1-abc", 1_700_000_000, "acme/large", "Acme", true);
    static final Answer JSON = new Answer("gen-1-abc", 1_700_000_000, "acme/large", "Acme", false);

    static final Target TARGET = target(Quirks.GENERIC);

    static Target target(Quirks quirks) {
        return new Target(new Vendor("acme", "Acme", "openai", Optional.empty(), Optional.empty(), quirks, Map.of()),
                "acme/large", "acme-large-fp8", 0, Set.of());
    }

    static Exchange exchange(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return switch (new ChatDialect().parse(Operation.GENERATE, bytes, bytes.length, Headers.NONE)) {
            case Parsed.Accepted(Exchange exchange) -> exchange;
            case Parsed.Refused(var problem) -> throw new AssertionError(problem.message());
        };
    }

    /** Reads an upstream's body that arrives cut at the given offsets, and writes the client's answer. */
    static ChatAnswer of(byte[] body, boolean upstreamStreams, Answer answer, int... cuts) {
        return of(exchange(REQUEST), body, upstreamStreams, answer, cuts);
    }

    /** The same for a certain request. */
    static ChatAnswer of(Exchange exchange, byte[] body, boolean upstreamStreams, Answer answer, int... cuts) {
        Writer writer = new ChatDialect().writer(exchange, answer);
        Reader reader = new OpenAiProvider(InstantSource.system()).reader(exchange, TARGET,
                Optional.of(upstreamStreams ? "text/event-stream; charset=utf-8" : "application/json"));
        var out = new ByteSink(1024);
        List<UpstreamFailure> failures = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i == cuts.length ? body.length : cuts[i];
            byte[] piece = Arrays.copyOfRange(body, from, to);
            reader.read(piece, 0, piece.length, chunk -> {
                chunk.failure().ifPresent(failures::add);
                writer.write(chunk, out);
            });
            from = to;
        }
        reader.end(chunk -> writer.write(chunk, out)).ifPresent(failures::add);
        Settled settled = settled(reader.tally());
        if (failures.isEmpty()) {
            writer.finish(settled, out);
        } else {
            writer.fail(failures.getFirst().toProblem("Acme"), settled, out);
        }
        return new ChatAnswer(out.toString(), failures.stream().findFirst(), reader.tally());
    }

    static Settled settled(Tally tally) {
        return new Settled(tally.usage().orElse(Usage.NONE),
                new Cost(new Money(3_000), new Money(1_000), new Money(2_000), Money.ZERO), tally);
    }

    static ChatAnswer streamed(String body) {
        return of(body.getBytes(StandardCharsets.UTF_8), true, STREAM);
    }

    static ChatAnswer whole(String body) {
        return of(body.getBytes(StandardCharsets.UTF_8), false, JSON);
    }
}

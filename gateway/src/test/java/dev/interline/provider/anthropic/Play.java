package dev.interline.provider.anthropic;

import dev.interline.bytes.ByteSink;
import dev.interline.dialect.messages.MessagesDialect;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Cost;
import dev.interline.exchange.Event;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Sign;
import dev.interline.exchange.Tally;
import dev.interline.exchange.Target;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Usage;
import dev.interline.exchange.Vendor;
import dev.interline.exchange.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Plays an upstream's bytes through the reader, as a relay would. */
final class Play {
    static final Answer STREAMED = new Answer("gen-1-abc", 1, "anthropic/claude-x", "Anthropic", true);
    static final Answer WHOLE = new Answer("gen-1-abc", 1, "anthropic/claude-x", "Anthropic", false);
    static final Vendor VENDOR = new Vendor("anthropic", "Anthropic", "anthropic",
            Optional.of(URI.create("https://api.anthropic.com/v1")), Optional.empty(), Quirks.GENERIC, Map.of());

    /** What came of it. */
    record Heard(List<Event> events, Set<Sign> signs, Tally tally, Optional<UpstreamFailure> failure) {}

    private Play() {}

    static Target target(String upstreamModel) {
        return new Target(VENDOR, "anthropic/claude-x", upstreamModel, 64_000, Set.of());
    }

    static Exchange exchange(Operation operation, String body, Map<String, String> headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return switch (new MessagesDialect().parse(operation, bytes, bytes.length, Headers.of(headers))) {
            case Parsed.Accepted(Exchange exchange) -> exchange;
            case Parsed.Refused(var problem) -> throw new AssertionError(problem.message());
        };
    }

    static Exchange anyExchange() {
        return exchange(Operation.GENERATE,
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", Map.of());
    }

    static Reader reader(boolean streamed) {
        return new AnthropicProvider().reader(anyExchange(), target("claude-sonnet-4-5"),
                Optional.of(streamed ? "text/event-stream; charset=utf-8" : "application/json"));
    }

    /** Reads bytes cut at the given places and hands every chunk to {@code each}. */
    static Optional<UpstreamFailure> read(Reader reader, byte[] body, List<Integer> cuts, Consumer<Chunk> each) {
        int at = 0;
        for (int cut : cuts) {
            feed(reader, body, at, cut, each);
            at = cut;
        }
        feed(reader, body, at, body.length, each);
        return reader.end(each);
    }

    /** Feeds a copy, so that nothing can rely on bytes that are the caller's again. */
    private static void feed(Reader reader, byte[] body, int from, int to, Consumer<Chunk> each) {
        byte[] copy = new byte[to - from + 3];
        System.arraycopy(body, from, copy, 3, to - from);
        reader.read(copy, 3, copy.length, each);
        Arrays.fill(copy, (byte) '#');
    }

    static Heard listen(byte[] body, boolean streamed, List<Integer> cuts) {
        Reader reader = reader(streamed);
        var events = new ArrayList<Event>();
        var signs = EnumSet.noneOf(Sign.class);
        Optional<UpstreamFailure> failure = read(reader, body, cuts, chunk -> {
            for (Sign sign : Sign.values()) {
                if (chunk.has(sign)) {
                    signs.add(sign);
                }
            }
            chunk.events(events::add);
        });
        return new Heard(events, signs, reader.tally(), failure);
    }

    /** What a client of the same wire gets. */
    static String write(byte[] body, boolean streamed, List<Integer> cuts, Answer answer) {
        Reader reader = reader(streamed);
        Writer writer = new MessagesDialect().writer(anyExchange(), answer);
        var out = new ByteSink(1024);
        Optional<UpstreamFailure> failure = read(reader, body, cuts, chunk -> writer.write(chunk, out));
        if (failure.isPresent()) {
            return "FAILED " + failure.get();
        }
        writer.finish(settled(reader.tally()), out);
        return out.toString();
    }

    static Settled settled(Tally tally) {
        return new Settled(tally.usage().orElse(Usage.NONE), Cost.FREE, tally);
    }
}

package dev.interline.provider.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.dialect.chat.ChatDialect;
import dev.interline.dialect.messages.MessagesDialect;
import dev.interline.dialect.responses.ResponsesDialect;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Cost;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Event;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Provider;
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
import dev.interline.provider.openai.OpenAiProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
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
    static final Answer STREAMED = new Answer("gen-1-abc", 1, "openai/gpt-x", "OpenAI", true);
    static final Answer WHOLE = new Answer("gen-1-abc", 1, "openai/gpt-x", "OpenAI", false);
    static final Provider PROVIDER = new ResponsesProvider(new OpenAiProvider(InstantSource.system()));
    private static final ResponsesDialect DIALECT =
            new ResponsesDialect(InstantSource.fixed(Instant.ofEpochSecond(1007)));

    /** What came of it. */
    record Heard(List<Event> events, Set<Sign> signs, Tally tally, Optional<UpstreamFailure> failure) {}

    private Play() {}

    static Target target(String upstreamModel, String... parameters) {
        var vendor = new Vendor("openai", "OpenAI", "responses", Optional.of(URI.create("https://api.openai.com/v1")),
                Optional.empty(), Quirks.GENERIC, Map.of());
        return new Target(vendor, "openai/gpt-x", upstreamModel, 64_000, Set.of(parameters));
    }

    static Exchange exchange(Dialect dialect, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return switch (dialect.parse(Operation.GENERATE, bytes, bytes.length, Headers.NONE)) {
            case Parsed.Accepted(Exchange exchange) -> exchange;
            case Parsed.Refused(var problem) -> throw new AssertionError(problem.message());
        };
    }

    /** A request of this wire, written with single quotes. */
    static Exchange responses(String body) {
        return exchange(DIALECT, body.replace('\'', '"'));
    }

    static Exchange chat(String body) {
        return exchange(new ChatDialect(), body.replace('\'', '"'));
    }

    static Exchange messages(String body) {
        return exchange(new MessagesDialect(), body.replace('\'', '"'));
    }

    static Exchange anyExchange() {
        return responses("{'model':'m','input':'hi'}");
    }

    static Reader reader(boolean streamed) {
        return PROVIDER.reader(anyExchange(), target("gpt-x"),
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
        return write(DIALECT, anyExchange(), body, streamed, cuts, answer);
    }

    static String write(Dialect dialect, Exchange exchange, byte[] body, boolean streamed, List<Integer> cuts,
            Answer answer) {
        Reader reader = reader(streamed);
        Writer writer = dialect.writer(exchange, answer);
        var out = new ByteSink(1024);
        Optional<UpstreamFailure> failure = read(reader, body, cuts, chunk -> {
            if (!chunk.has(Sign.FAILURE)) {
                writer.write(chunk, out);
            }
        });
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

package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.Json;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Cost;
import dev.interline.exchange.Event;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Money;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Sign;
import dev.interline.exchange.Spans;
import dev.interline.exchange.Tally;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Usage;
import dev.interline.exchange.Wire;
import dev.interline.exchange.Writer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What an upstream of another wire says, in neutral words. */
record Said(List<Event> events) implements Chunk {
    static final Settled SETTLED = new Settled(new Usage(100, 20, 30, 10, 5, 7, 0, 0, 0, 0),
            new Cost(new Money(1_500_000), new Money(1_000_000), new Money(500_000), Money.ZERO), Tally.EMPTY);
    private static final String HI = "{'model':'m','input':'hi'}";

    static Said of(Event... events) {
        return new Said(List.of(events));
    }

    /** A writer of the answer to a request; the answer began at 1000 and is whole at 1007. */
    static Writer writer(String request, boolean stream) {
        return new ResponsesDialect(InstantSource.fixed(Instant.ofEpochSecond(1007))).writer(Asked.exchange(request),
                new Answer("gen-1000-abc", 1000, "acme/large", "Acme", stream));
    }

    /** The events of a stream that says each of these in a chunk of its own. */
    static List<JsonNode> streamed(Event... events) {
        return data(stream(HI, List.of(events).stream().map(Said::of).toList()));
    }

    /** The bytes of a stream. */
    static String stream(String request, List<Said> chunks) {
        Writer writer = writer(request, true);
        var out = new ByteSink(1024);
        for (Said chunk : chunks) {
            writer.write(chunk, out);
        }
        writer.finish(SETTLED, out);
        return out.toString();
    }

    /** The response that says all of these. */
    static JsonNode whole(Event... events) {
        return whole(HI, List.of(events).stream().map(Said::of).toList());
    }

    static JsonNode whole(String request, List<Said> chunks) {
        Writer writer = writer(request, false);
        var out = new ByteSink(1024);
        for (Said chunk : chunks) {
            writer.write(chunk, out);
        }
        writer.finish(SETTLED, out);
        return Json.mapper().readTree(out.toBytes());
    }

    /** The JSON of a stream's events. */
    static List<JsonNode> data(String stream) {
        return stream.lines().filter(line -> line.startsWith("data: {"))
                .map(line -> Json.mapper().readTree(line.substring("data: ".length())))
                .toList();
    }

    /** The types of events, without what every response begins with. */
    static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").asString().replace("response.", "")).skip(2).toList();
    }

    @Override
    public boolean has(Sign sign) {
        return sign == Sign.CONTENT;
    }

    @Override
    public Frame frame() {
        return new Frame(Wire.CHAT, "", new byte[0], 0, 0, new Spans(), false);
    }

    @Override
    public void events(Consumer<Event> to) {
        events.forEach(to);
    }

    @Override
    public Optional<UpstreamFailure> failure() {
        return Optional.empty();
    }
}

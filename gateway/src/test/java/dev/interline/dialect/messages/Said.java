package dev.interline.dialect.messages;

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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What an upstream of another wire says, in neutral words. */
record Said(List<Event> events) implements Chunk {
    static final Settled SETTLED = new Settled(new Usage(100, 20, 30, 10, 5, 7, 0, 0, 0, 0),
            new Cost(new Money(1_500_000), new Money(1_000_000), new Money(500_000), Money.ZERO), Tally.EMPTY);

    static Said of(Event... events) {
        return new Said(List.of(events));
    }

    static Answer answer(boolean stream) {
        return new Answer("gen-1-abc", 1, "acme/large", "Acme", stream);
    }

    /** The events of a stream that says each of these in a chunk of its own. */
    static List<JsonNode> streamed(Event... events) {
        Writer writer = new StreamWriter(answer(true));
        var out = new ByteSink(1024);
        for (Event event : events) {
            writer.write(of(event), out);
        }
        writer.finish(SETTLED, out);
        return data(out.toString());
    }

    /** The message that says all of these. */
    static JsonNode whole(Event... events) {
        Writer writer = new DocumentWriter(answer(false));
        var out = new ByteSink(1024);
        for (Event event : events) {
            writer.write(of(event), out);
        }
        writer.finish(SETTLED, out);
        return Json.mapper().readTree(out.toBytes());
    }

    static List<JsonNode> data(String stream) {
        return stream.lines().filter(line -> line.startsWith("data: "))
                .map(line -> Json.mapper().readTree(line.substring(6)))
                .toList();
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

package dev.interline.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

/** An answer of the gateway as a stream of events, in the pieces in which the gateway wrote it. */
public final class EventStream implements AutoCloseable {
    private final HttpConnection connection;
    private final HttpHeaders headers;
    private final List<Write> writes = new ArrayList<>();

    /**
     * One write of the gateway.
     *
     * @param at when it was there, as {@link System#nanoTime()} tells
     */
    public record Write(List<ServerEvent> events, long at) {}

    EventStream(HttpConnection connection, HttpHeaders headers) {
        this.connection = connection;
        this.headers = headers;
    }

    public HttpHeaders headers() {
        return headers;
    }

    public int status() {
        return headers.status();
    }

    public HttpConnection connection() {
        return connection;
    }

    /** What the next write brings; nothing at the stream's end. */
    public Optional<List<ServerEvent>> next() {
        try {
            var chunk = connection.input().chunk();
            if (chunk.length == 0) {
                return Optional.empty();
            }
            var events = ServerEvent.parse(chunk);
            writes.add(new Write(events, System.nanoTime()));
            return Optional.of(events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until an event's data, or a comment, contains this. */
    public EventStream until(String part) {
        while (writes.isEmpty() || writes.getLast().events().stream()
                .noneMatch(event -> event.data().contains(part) || event.comment().contains(part))) {
            if (next().isEmpty()) {
                throw new AssertionError("the stream ended without " + part + ": " + events());
            }
        }
        return this;
    }

    /** Reads to the end. */
    public EventStream all() {
        while (next().isPresent()) {
            // goes on
        }
        return this;
    }

    /** What was read so far. */
    public List<Write> writes() {
        return List.copyOf(writes);
    }

    /** All events and comments that were read so far. */
    public List<ServerEvent> events() {
        return writes.stream().flatMap(write -> write.events().stream()).toList();
    }

    /** The JSON of all events that were read so far, without comments and the end. */
    public List<JsonNode> chunks() {
        return events().stream().filter(event -> !event.isComment() && !event.isDone()).map(ServerEvent::json).toList();
    }

    /** What the model has said so far, in either dialect. */
    public String content() {
        var text = new StringBuilder();
        for (var chunk : chunks()) {
            text.append(chunk.at("/choices/0/delta/content").asString(""));
            text.append(chunk.at("/delta/text").asString(""));
        }
        return text.toString();
    }

    @Override
    public void close() {
        connection.close();
    }
}

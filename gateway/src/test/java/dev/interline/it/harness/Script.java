package dev.interline.it.harness;

import java.time.Duration;
import java.util.List;

/** What an upstream does with one request. It runs on a thread of its own and may block. */
@FunctionalInterface
public interface Script {
    void play(UpstreamRequest request, UpstreamConnection to) throws Exception;

    /** Answers with this status and JSON body. */
    static Script json(int status, String body, String... headers) {
        return (_, to) -> to.whole(status, "application/json", Json.bytes(body), headers);
    }

    /** Answers with a page, as a broken proxy does. */
    static Script html(int status) {
        return (_, to) -> to.whole(status, "text/html", Json.bytes("<html><body>Bad gateway</body></html>"));
    }

    /** Answers in the form of OpenAI's errors. */
    static Script error(int status, String message, String... headers) {
        return json(status, "{\"error\":{\"message\":%s,\"type\":\"upstream\",\"code\":null}}".formatted(
                Json.text(message)), headers);
    }

    /** Says this in OpenAI's chat wire, as a stream if that was asked for. */
    static Script chat(String... words) {
        return (request, to) -> {
            if (request.streaming()) {
                ChatWire.stream(words).play(request, to);
            } else {
                json(200, ChatWire.completion(String.join("", words))).play(request, to);
            }
        };
    }

    /** Says this in Anthropic's wire, as a stream if that was asked for. */
    static Script messages(String... words) {
        return (request, to) -> {
            if (request.streaming()) {
                MessagesWire.stream(words).play(request, to);
            } else {
                json(200, MessagesWire.message(String.join("", words))).play(request, to);
            }
        };
    }

    /** Begins an event stream with these events and leaves the connection open. */
    static Script begin(List<String> events) {
        return (_, to) -> {
            to.eventStream();
            for (var event : events) {
                to.chunk(event);
            }
        };
    }

    /** Closes with a TCP reset, before it said anything. */
    static Script reset() {
        return (_, to) -> to.reset();
    }

    /** Takes the request and never says anything. */
    static Script silence() {
        return (_, to) -> to.awaitPeerClosed(Duration.ofMinutes(2));
    }

    /** Does the one and then the other, on the same request. */
    default Script then(Script next) {
        return (request, to) -> {
            play(request, to);
            next.play(request, to);
        };
    }
}

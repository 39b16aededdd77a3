package dev.interline.it.faults;

import dev.interline.it.harness.HttpConnection;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.TestGateway;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One dialect, streamed or whole. Each has models of its own: what one test learns of an endpoint is not met by another. */
record Case(Client client, boolean stream) {
    /** What became of a request. */
    record Said(int status, String content, String error, String generation, String retryAfter, String text) {}

    /** Every dialect, streamed and whole. */
    static List<Case> all() {
        return Arrays.stream(Client.values())
                .flatMap(client -> Stream.of(new Case(client, true), new Case(client, false))).toList();
    }

    /** The model that this case asks for something. */
    String model(String purpose) {
        return "acme/" + purpose + "-" + this;
    }

    /** The request for an endpoint of this model: first the first, then the second, then the third. */
    String body(String purpose, String more) {
        return client.body(model(purpose), stream, ",\"provider\":{\"order\":[\"first\",\"second\",\"third\"]}" + more);
    }

    HttpConnection send(TestGateway gateway, String body, String... headers) {
        return gateway.connect().request("POST", client.path(stream), Json.bytes(body), headers);
    }

    Said ask(TestGateway gateway, String purpose) {
        return ask(gateway, body(purpose, ""), TestGateway.withKey());
    }

    Said ask(TestGateway gateway, String body, String... headers) {
        try (var connection = send(gateway, body, headers)) {
            var head = connection.head();
            var generation = head.value("X-Generation-Id").orElse("");
            var wait = head.value("Retry-After").orElse("");
            if (stream && head.status() == 200) {
                var events = connection.events(head).all();
                return new Said(200, client.content(events), client.failure(events), generation, wait,
                        events.events().toString());
            }
            var answer = connection.body(head);
            return new Said(answer.status(), client.content(answer.json()), client.refusal(answer.json()), generation,
                    wait, answer.text());
        }
    }

    @Override
    public String toString() {
        return client.name().toLowerCase(Locale.ROOT) + (stream ? "-stream" : "-json");
    }
}

package dev.interline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.HttpConnection;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One endpoint of three fails every other call, each time in another way. That it is let back gradually takes minutes, which
 * the tests of health and of the order live through with a virtual clock.
 */
class FlappingIT {
    private static final String MODEL = "acme/many";
    private static final int REQUESTS = 10_000;
    private static final int CLIENTS = 32;
    private static final FakeUpstream ONE = FakeUpstream.saying("fine");
    private static final FakeUpstream TWO = FakeUpstream.saying("fine");
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final List<Script> FAILURES = List.of(Script.error(500, "oops"), Script.reset(),
            (request, to) -> {
                var error = "{\"error\":{\"message\":\"Overloaded\",\"type\":\"overloaded_error\"}}";
                if (request.streaming()) {
                    to.eventStream().chunk(ChatWire.role()).chunk(ChatWire.event(error)).lastChunk();
                } else {
                    Script.json(200, error).play(request, to);
                }
            },
            (request, to) -> {
                if (request.streaming()) {
                    to.eventStream().chunk(ChatWire.role()).reset();
                } else {
                    to.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"id\"");
                    to.reset();
                }
            });
    private static final FakeUpstream FLAPPING = FakeUpstream.playing((request, to) -> {
        int call = CALLS.getAndIncrement();
        (call % 2 == 0 ? FAILURES.get(call / 2 % FAILURES.size()) : Script.chat("fine")).play(request, to);
    });

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().environment("INTERLINE_ROUTING_ORDER", "balanced")
            .openai("one", ONE, models()).openai("two", TWO, models()).openai("flapping", FLAPPING, models())
            .config("service: {rates: {chat: 10000, stream: 10000}}").forClass();

    private static String[] models() {
        return Stream.concat(Stream.of(MODEL), Case.all().stream().map(one -> one.model("flap")))
                .toArray(String[]::new);
    }

    @AfterAll
    static void close() {
        ONE.close();
        TWO.close();
        FLAPPING.close();
    }

    @Row(15)
    @TestFactory
    Stream<DynamicTest> clientsNoticeNothing() {
        return Case.all().stream().map(one -> DynamicTest.dynamicTest(one.toString(), () -> {
            CALLS.set(0);
            FLAPPING.forget();
            for (int i = 0; i < 60; i++) {
                var said = one.ask(GATEWAY, one.client().body(one.model("flap"), one.stream(), ""),
                        TestGateway.withKey());
                assertThat(said.content()).as(said.text()).isEqualTo("fine");
                assertThat(said.error()).isEmpty();
            }
            assertThat(FLAPPING.requests().size()).as("until its second failure").isBetween(2, 10);
            assertThat(GATEWAY.get("/api/v1/models/" + one.model("flap") + "/endpoints").json()
                    .at("/data/endpoints").valueStream()
                    .filter(endpoint -> endpoint.path("tag").asString().equals("flapping"))
                    .map(endpoint -> endpoint.path("status").asInt())).containsExactly(-2);
        }));
    }

    @Row(15)
    @Test
    void nobodyOfTenThousandNoticesAnything() throws InterruptedException, ExecutionException {
        CALLS.set(0);
        List.of(ONE, TWO, FLAPPING).forEach(FakeUpstream::forget);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                running.add(clients.submit(() -> askAll(number)));
            }
            for (var client : running) {
                client.get();
            }
        }
        assertThat(ONE.requests().size() + TWO.requests().size()).isGreaterThan(REQUESTS * 95 / 100);
        assertThat(FLAPPING.requests().size()).as("of %s", REQUESTS).isBetween(2, REQUESTS * 5 / 100);
    }

    /** What one client asks, over one connection. */
    private static void askAll(int number) {
        try (var connection = HttpConnection.open(GATEWAY.base())) {
            for (int i = number; i < REQUESTS; i += CLIENTS) {
                boolean stream = i % 3 == 0;
                connection.request("POST", "/api/v1/chat/completions",
                        Json.bytes(TestGateway.question(MODEL, "Hi", stream)), TestGateway.withKey());
                if (stream) {
                    var events = connection.events().all();
                    assertThat(events.content()).as("%s", events.events()).isEqualTo("fine");
                    assertThat(events.chunks()).noneMatch(chunk -> chunk.has("error"));
                } else {
                    var answer = connection.answer();
                    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                    assertThat(answer.content()).isEqualTo("fine");
                }
            }
        }
    }
}

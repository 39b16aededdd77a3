package dev.interline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.HttpConnection;
import dev.interline.it.harness.Manager;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that go away: their upstreams are closed at once, whatever was going on between them, and nothing is left behind. */
class LeavingIT {
    private static final int ROUNDS = 20;
    private static final House HOUSE = new House("only");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with()
            .openai("first", HOUSE.first,
                    Case.all().stream().map(one -> one.model("only")).toArray(String[]::new))
            .config("timeouts: {keep-alive-comment: 10s}\nservice: {rates: {chat: 10000, stream: 10000}}").forClass();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    /** What was going on when the client left. */
    private static List<Script> moments(Case one) {
        return one.stream()
                ? List.of(Script.silence(), (_, to) -> to.eventStream(),
                        (_, to) -> to.eventStream().chunk(ChatWire.role() + ChatWire.text("Once")))
                : List.of(Script.silence(), (_, to) -> to.write(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"id\":"));
    }

    @Row(22)
    @TestFactory
    Stream<DynamicTest> theirUpstreamsAreClosedWithin100Milliseconds() {
        return HOUSE.each(one -> {
            var took = new ArrayList<Duration>();
            for (Script moment : moments(one)) {
                for (int round = 0; round < ROUNDS; round++) {
                    took.add(leave(one, moment, round % 2 == 0));
                }
            }
            took.sort(null);
            assertThat(took.get(took.size() / 2)).as("median").isLessThan(Duration.ofMillis(20));
            assertThat(took.get(took.size() * 99 / 100 - 1)).as("99th percentile").isLessThan(Duration.ofMillis(100));
            HOUSE.first.otherwise(Script.chat("still alive"));
            assertThat(one.ask(GATEWAY, "only").content()).as("the next client is served").isEqualTo("still alive");
        });
    }

    private static Duration leave(Case one, Script moment, boolean politely) throws InterruptedException {
        HOUSE.first.forget().otherwise(moment);
        var client = one.send(GATEWAY, one.body("only", ""), TestGateway.withKey());
        var request = HOUSE.first.awaitRequests(1).getFirst();
        if (moment == moments(one).getLast() && one.stream()) {
            client.events().until("Once");
        }
        long left = System.nanoTime();
        if (politely) {
            client.close();
        } else {
            client.reset();
        }
        return Duration.ofNanos(request.connection().awaitPeerClosed(Duration.ofSeconds(5)) - left);
    }

    @Row(22)
    @TestFactory
    Stream<DynamicTest> nothingIsLeftBehind() {
        var manager = Manager.of(GATEWAY, "default");
        return HOUSE.each(one -> {
            // Enough for one answer of 1000 tokens at a time: what is still held makes the next one too dear.
            var key = manager.post("/keys", "{\"name\":\"k\",\"limit\":0.003}").json().path("key").asString();
            String[] headers = {"Authorization", "Bearer " + key, "Content-Type", "application/json"};
            HOUSE.first.otherwise(Script.silence());
            var clients = new ArrayList<HttpConnection>();
            var bound = one.client() == Client.RESPONSES ? ",\"max_output_tokens\":1000" : ",\"max_tokens\":1000";
            var body = one.client() == Client.MESSAGES ? one.body("only", "") : one.body("only", bound);
            for (int i = 0; i < 3; i++) {
                HOUSE.first.forget();
                clients.add(one.send(GATEWAY, body, headers));
                HOUSE.first.awaitRequests(1);
                clients.getLast().reset();
                await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(5))
                        .until(() -> HOUSE.first.openConnections() == 0);
            }
            await().atMost(Duration.ofSeconds(5)).until(() -> openRequests() == 0);
            HOUSE.first.otherwise(Script.chat("paid"));
            var paid = one.ask(GATEWAY, body, headers);
            assertThat(paid.content()).as(paid.text()).isEqualTo("paid");
        });
    }

    @Row(22)
    @TestFactory
    Stream<DynamicTest> twoHundredLeaveAtOnce() {
        return HOUSE.each(Case.all().stream().filter(Case::stream), one -> {
            HOUSE.first.otherwise((_, to) -> to.eventStream().chunk(ChatWire.role() + ChatWire.text("Once")));
            var clients = new ArrayList<HttpConnection>();
            for (int i = 0; i < 200; i++) {
                clients.add(one.send(GATEWAY, one.body("only", ""), TestGateway.withKey()));
            }
            clients.forEach(client -> client.events().until("Once"));
            assertThat(openRequests()).isGreaterThanOrEqualTo(200);
            clients.forEach(HttpConnection::reset);
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                assertThat(HOUSE.first.openConnections()).isZero();
                assertThat(openRequests()).isZero();
            });
        });
    }

    @Row(22)
    @TestFactory
    Stream<DynamicTest> whatWasDeliveredIsCharged() {
        return HOUSE.each(one -> {
            HOUSE.first.otherwise(one.stream()
                    ? (_, to) -> to.eventStream().chunk(ChatWire.role() + ChatWire.text("Once upon a time"))
                    : (_, to) -> to.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 900\r\n\r\n" + ChatWire.completion("Once upon a time")));
            var before = charged();
            var client = one.send(GATEWAY, one.body("only", ""), TestGateway.withKey());
            if (one.stream()) {
                client.events().until("Once upon a time");
            } else {
                HOUSE.first.awaitRequests(1);
                Thread.sleep(100); // Until what was sent has arrived: nobody tells.
            }
            client.close();
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(charged()).isGreaterThan(before));
        });
    }

    private static double charged() {
        return GATEWAY.getWithKey("/api/v1/key").json().at("/data/usage").asDouble();
    }

    private static double openRequests() {
        return GATEWAY.get("/metrics").text().lines()
                .filter(line -> line.matches("interline_(open|endpoint)_requests(\\{.*})? .*"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
    }
}

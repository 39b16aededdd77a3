package dev.interline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.faults.Case.Said;
import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.HttpConnection;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Manager;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Requests whose endpoint is late are sent to a second one, too; the faster answers, and is all that the caller pays. */
class HedgingIT {
    private static final FakeUpstream FIRST = FakeUpstream.saying("first");
    private static final FakeUpstream SECOND = FakeUpstream.saying("second");
    private static final FakeUpstream THIRD = FakeUpstream.saying("third");
    private static final List<String> PURPOSES =
            List.of("late", "just", "one", "other", "both", "left", "poor", "json");
    private static final String COLD = "acme/cold";
    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final int ROUNDS = 3;
    /** Answers by which an endpoint is known. */
    private static final int ENOUGH = 30;

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with()
            .openai("first", FIRST, models())
            .openai("second", SECOND, models())
            .openai("third", THIRD, models("one", "other"))
            .config("routing: {hedge: {share: 1, shortest-wait: 100ms}}\n"
                    + "timeouts: {response-headers: 5s, first-content: 5s, total: 15s}\n"
                    + "service: {rates: {chat: 10000, stream: 10000}}")
            .forClass();

    private static String[] models(String... some) {
        var purposes = some.length == 0 ? PURPOSES : List.of(some);
        return Stream.concat(Stream.of(COLD),
                purposes.stream().flatMap(purpose -> Case.all().stream().map(one -> one.model(purpose))))
                .toArray(String[]::new);
    }

    @AfterAll
    static void close() {
        FIRST.close();
        SECOND.close();
        THIRD.close();
    }

    private interface Trial {
        void run(Case one) throws Exception;
    }

    /** A test for every dialect that streams, in which the first endpoint is known to be fast. */
    private static Stream<DynamicTest> streams(String purpose, Trial trial) {
        return each(purpose, Case.all().stream().filter(Case::stream), trial);
    }

    private static Stream<DynamicTest> each(String purpose, Stream<Case> cases, Trial trial) {
        return cases.map(one -> DynamicTest.dynamicTest(one.toString(), () -> {
            reset();
            for (int i = 0; i < ENOUGH; i++) {
                assertThat(one.ask(GATEWAY, purpose).status()).isEqualTo(200);
            }
            isKnown(GATEWAY, one.model(purpose));
            SECOND.forget();
            THIRD.forget();
            trial.run(one);
        }));
    }

    private static void reset() {
        FIRST.forget().hangUp().otherwise(Script.chat("first"));
        SECOND.forget().hangUp().otherwise(Script.chat("second"));
        THIRD.forget().hangUp().otherwise(Script.chat("third"));
    }

    /** What decisions use is as old as a second, unless somebody looks. */
    private static void isKnown(TestGateway gateway, String model) {
        assertThat(gateway.get("/api/v1/models/" + model + "/endpoints").text()).contains("latency_last_30m");
    }

    /** Answers as soon as the second has been asked. */
    private static Script afterTheSecond(Script answer) {
        return (request, to) -> {
            SECOND.awaitRequests(1);
            answer.play(request, to);
        };
    }

    private static Script after(Duration pause, Script answer) {
        return (request, to) -> {
            Thread.sleep(pause);
            answer.play(request, to);
        };
    }

    /** Answers, tells when its first content was written, and ends a while later. */
    private static Script telling(AtomicLong at, String word) {
        return (_, to) -> {
            to.eventStream().chunk(ChatWire.role() + ChatWire.text(word));
            at.set(System.nanoTime());
            Thread.sleep(150);
            to.chunk(ChatWire.finish("stop") + ChatWire.usageEvent(11, 7) + ChatWire.DONE).lastChunk();
        };
    }

    private static void isClosedSoon(FakeUpstream loser, List<Long> from, AtomicLong content) throws Exception {
        long closed = loser.request().connection().awaitPeerClosed(Duration.ofSeconds(5));
        from.add(closed - content.get());
    }

    private static void wereSoon(List<Long> nanos) {
        nanos.sort(null);
        assertThat(Duration.ofNanos(nanos.get(nanos.size() / 2))).as("%s", nanos).isLessThan(LIMIT);
    }

    private static BigDecimal charged() {
        return GATEWAY.getWithKey("/api/v1/key").json().at("/data/usage").decimalValue();
    }

    private static JsonNode record(Said said) {
        var record = GATEWAY.getWithKey("/api/v1/generation?id=" + said.generation());
        assertThat(record.status()).as(record.text()).isEqualTo(200);
        return record.json().path("data");
    }

    private static double metric(String name) {
        return GATEWAY.get("/metrics").text().lines().filter(line -> line.matches(name + "(\\{.*})? .*"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
    }

    /** The record of an answer lists the loser, then the winner, and only the winner was charged. */
    private static void isRecorded(Said said, String loser, String winner, BigDecimal before) {
        var record = record(said);
        var tried = record.path("provider_responses");
        assertThat(tried).as(record.toPrettyString()).hasSize(2);
        assertThat(tried.get(0).path("provider").asString()).isEqualTo(loser);
        assertThat(tried.get(0).path("error").asString()).isEqualTo("hedged");
        assertThat(tried.get(1).path("provider").asString()).isEqualTo(winner);
        assertThat(tried.get(1).has("error")).isFalse();
        assertThat(record.path("total_cost").decimalValue()).isEqualByComparingTo(House.PRICE);
        assertThat(charged().subtract(before)).isEqualByComparingTo(House.PRICE);
    }

    @TestFactory
    Stream<DynamicTest> theSecondServesWhenTheFirstIsLate() {
        return streams("late", one -> {
            var closed = new ArrayList<Long>();
            for (int i = 0; i < ROUNDS; i++) {
                var content = new AtomicLong();
                FIRST.forget().otherwise(Script.silence());
                SECOND.forget().otherwise(telling(content, "second"));
                var before = charged();
                double booked = metric("interline_hedge_cost_dollars_total");
                Said said = one.ask(GATEWAY, "late");
                assertThat(said.content()).as(said.text()).isEqualTo("second");
                assertThat(said.error()).isEmpty();
                assertThat(SECOND.request().at() - FIRST.request().at()).as("not before the shortest wait")
                        .isGreaterThan(Duration.ofMillis(95).toNanos());
                isClosedSoon(FIRST, closed, content);
                isRecorded(said, "first", "second", before);
                assertThat(metric("interline_hedge_cost_dollars_total")).isGreaterThan(booked);
            }
            wereSoon(closed);
            assertThat(THIRD.requests()).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> theFirstServesWhenItIsFasterAfterAll() {
        return streams("just", one -> {
            var closed = new ArrayList<Long>();
            for (int i = 0; i < ROUNDS; i++) {
                var content = new AtomicLong();
                FIRST.forget().otherwise(afterTheSecond(telling(content, "first")));
                SECOND.forget().otherwise(Script.silence());
                var before = charged();
                Said said = one.ask(GATEWAY, "just");
                assertThat(said.content()).as(said.text()).isEqualTo("first");
                assertThat(FIRST.requests()).hasSize(1);
                isClosedSoon(SECOND, closed, content);
                isRecorded(said, "second", "first", before);
            }
            wereSoon(closed);
        });
    }

    @TestFactory
    Stream<DynamicTest> theOtherGoesOnWhenOneFails() {
        return streams("one", one -> {
            for (var fault : List.of(Script.error(500, "oops"), Script.error(400, "bad"), Script.reset())) {
                FIRST.forget().hangUp().otherwise(afterTheSecond(after(Duration.ofMillis(100), Script.chat("first"))));
                SECOND.forget().hangUp().otherwise(fault);
                Said said = one.ask(GATEWAY, "one");
                assertThat(said.content()).as(said.text()).isEqualTo("first");
                assertThat(record(said).path("provider_responses")).hasSize(2);
                assertThat(SECOND.requests()).hasSize(1);

                FIRST.forget().hangUp().otherwise(afterTheSecond(fault));
                SECOND.forget().hangUp().otherwise(after(Duration.ofMillis(100), Script.chat("second")));
                said = one.ask(GATEWAY, "one");
                assertThat(said.content()).as(said.text()).isEqualTo("second");
                assertThat(FIRST.requests()).hasSize(1);
            }
            assertThat(THIRD.requests()).as("at most one beside another").isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> theThirdServesWhenBothFail() {
        return streams("other", one -> {
            FIRST.forget().otherwise(afterTheSecond(after(Duration.ofMillis(50), Script.error(500, "oops"))));
            SECOND.forget().otherwise(Script.error(503, "busy"));
            Said said = one.ask(GATEWAY, "other");
            assertThat(said.content()).as(said.text()).isEqualTo("third");
            assertThat(record(said).path("provider_responses")).hasSize(3);
        });
    }

    @TestFactory
    Stream<DynamicTest> theErrorIsTheUsualOneWhenBothFail() {
        return streams("both", one -> {
            FIRST.forget().otherwise(afterTheSecond(after(Duration.ofMillis(50), Script.error(500, "oops"))));
            SECOND.forget().otherwise(Script.error(503, "busy"));
            var before = charged();
            Said said = one.ask(GATEWAY, "both");
            assertThat(said.status()).as(said.text()).isBetween(502, 503);
            var tried = record(said).path("provider_responses");
            assertThat(tried).hasSize(2);
            assertThat(tried.get(0).path("provider").asString()).isEqualTo("second");
            assertThat(tried.get(1).path("provider").asString()).isEqualTo("first");
            assertThat(charged()).isEqualByComparingTo(before);
        });
    }

    @TestFactory
    Stream<DynamicTest> bothAreClosedWhenTheClientLeaves() {
        var manager = Manager.of(GATEWAY, "default");
        return streams("left", one -> {
            // Enough for two answers of 1000 tokens, and no more: what is still held leaves nobody to be asked beside the next.
            var key = manager.post("/keys", "{\"name\":\"k\",\"limit\":0.0045}").json().path("key").asString();
            String[] headers = {"Authorization", "Bearer " + key, "Content-Type", "application/json"};
            var closed = new ArrayList<Long>();
            for (int i = 0; i < ROUNDS; i++) {
                FIRST.forget().otherwise(Script.silence());
                SECOND.forget().otherwise(i == 1 ? (_, to) -> to.eventStream() : Script.silence());
                var client = one.send(GATEWAY, one.body("left", bound(one)), headers);
                SECOND.awaitRequests(1);
                Thread.sleep(50);
                var left = new AtomicLong(System.nanoTime());
                if (i == 0) {
                    client.close();
                } else {
                    client.reset();
                }
                isClosedSoon(FIRST, closed, left);
                isClosedSoon(SECOND, closed, left);
                await().atMost(Duration.ofSeconds(5)).until(() -> metric("interline_open_requests") == 0);
            }
            wereSoon(closed);
        });
    }

    private static String bound(Case one) {
        return switch (one.client()) {
            case RESPONSES -> ",\"max_output_tokens\":1000";
            case MESSAGES -> "";
            default -> ",\"max_tokens\":1000";
        };
    }

    @TestFactory
    Stream<DynamicTest> nobodyElseIsAskedWithoutMoneyForBoth() {
        var manager = Manager.of(GATEWAY, "default");
        return streams("poor", one -> {
            var key = manager.post("/keys", "{\"name\":\"k\",\"limit\":0.003}").json().path("key").asString();
            String[] headers = {"Authorization", "Bearer " + key, "Content-Type", "application/json"};
            FIRST.otherwise(after(Duration.ofMillis(500), Script.chat("first")));
            Said said = one.ask(GATEWAY, one.body("poor", bound(one)), headers);
            assertThat(said.content()).as(said.text()).isEqualTo("first");
            assertThat(SECOND.requests()).isEmpty();
            assertThat(one.ask(GATEWAY, "poor").content()).as("whoever has the money").isEqualTo("second");
        });
    }

    @TestFactory
    Stream<DynamicTest> answersInOnePieceAreWaitedFor() {
        return each("json", Case.all().stream().filter(one -> !one.stream()), one -> {
            FIRST.otherwise(after(Duration.ofMillis(400), Script.chat("first")));
            assertThat(one.ask(GATEWAY, "json").content()).isEqualTo("first");
            assertThat(SECOND.requests()).isEmpty();
        });
    }

    @Test
    void endpointsThatNobodyKnowsAreWaitedFor() {
        reset();
        FIRST.otherwise(after(Duration.ofMillis(400), Script.chat("first")));
        try (var stream = GATEWAY.streamChat(COLD, "Hi").all()) {
            assertThat(stream.content()).isEqualTo("first");
        }
        assertThat(SECOND.requests()).isEmpty();
    }

    /** Streams with the same question over one connection, that is on one event loop; how many were sent to the second. */
    private static int hedged(TestGateway gateway, int requests) {
        try (HttpConnection connection = gateway.connect()) {
            for (int i = 0; i < ENOUGH + requests; i++) {
                if (i == ENOUGH) {
                    isKnown(gateway, COLD);
                    SECOND.forget();
                    FIRST.otherwise(after(Duration.ofMillis(400), Script.chat("first")));
                }
                var stream = connection.request("POST", "/api/v1/chat/completions",
                        Json.bytes(TestGateway.question(COLD, "Hi", true)), TestGateway.withKey()).events().all();
                assertThat(stream.content()).isIn("first", "second");
            }
        }
        return SECOND.requests().size();
    }

    @Test
    void theShareIsKept() {
        reset();
        try (var gateway = TestGateway.with().openai("first", FIRST, COLD).openai("second", SECOND, COLD)
                .config("routing: {hedge: {share: 0.1}}").start()) {
            assertThat(hedged(gateway, 9)).as("3.9 of 39").isEqualTo(3);
        }
    }

    @Test
    void isOffByDefault() {
        reset();
        try (var gateway = TestGateway.with().openai("first", FIRST, COLD).openai("second", SECOND, COLD).start()) {
            assertThat(hedged(gateway, 5)).isZero();
        }
    }
}

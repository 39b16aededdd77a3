package dev.interline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What broke down is asked once more when nothing else is left; what nobody answered is recorded, logged and told. */
class RetryIT {
    private static final FakeUpstream ONLY = FakeUpstream.saying("unused");
    private static final FakeUpstream SPARE = FakeUpstream.saying("unused");
    private static final String SHARED = "acme/shared";

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().environment("INTERLINE_ROUTING_RETRY_PAUSE", "60ms")
            .openai("only", ONLY,
                    Stream.concat(Stream.of(SHARED), Case.all().stream().map(one -> one.model("only")))
                            .toArray(String[]::new))
            .openai("spare", SPARE, SHARED)
            .config("timeouts: {first-content: 800ms, response-headers: 800ms}\n"
                    + "service: {rates: {chat: 10000, stream: 10000}}")
            .forClass();

    @BeforeEach
    void forget() {
        ONLY.forget().hangUp().otherwise(Script.chat("only"));
        SPARE.forget().hangUp().otherwise(Script.chat("spare"));
    }

    @AfterAll
    static void close() {
        ONLY.close();
        SPARE.close();
    }

    private static Case.Said ask(Case one) {
        return one.ask(GATEWAY, one.client().body(one.model("only"), one.stream(), ""), TestGateway.withKey());
    }

    @TestFactory
    Stream<DynamicTest> theOnlyOneIsAskedOnceMore() {
        return Case.all().stream().map(one -> DynamicTest.dynamicTest(one.toString(), () -> {
            for (var fault : List.of(Script.error(500, "oops"), Script.error(503, "come back"), Script.reset())) {
                ONLY.forget().hangUp().next(fault);
                var served = ask(one);
                assertThat(served.content()).as(served.text()).isEqualTo("only");
                assertThat(ONLY.requests()).hasSize(2);
                assertThat(ONLY.requests().getLast().at() - ONLY.requests().getFirst().at())
                        .isGreaterThan(Duration.ofMillis(29).toNanos());
            }
            ONLY.forget().otherwise(Script.error(500, "still"));
            var failed = ask(one);
            assertThat(failed.status()).as(failed.text()).isEqualTo(502);
            assertThat(ONLY.requests()).as("never three times").hasSize(2);
            ONLY.otherwise(Script.chat("only"));
        }));
    }

    @TestFactory
    Stream<DynamicTest> isNotAskedAgain() {
        var one = new Case(Client.CHAT, true);
        return Stream.of(Script.error(429, "slow down"), Script.error(503, "in a while", "Retry-After", "9"),
                Script.error(400, "no such parameter"), Script.error(401, "wrong key"), Script.silence())
                .map(fault -> DynamicTest.dynamicTest("after " + fault, () -> {
                    forget();
                    ONLY.otherwise(fault);
                    assertThat(ask(one).status()).isGreaterThanOrEqualTo(400);
                    assertThat(ONLY.requests()).hasSize(1);
                }));
    }

    @Test
    void everyEndpointIsAskedOnceMoreAndTheFirstErrorIsTold() {
        ONLY.otherwise(Script.error(503, "the first"));
        SPARE.otherwise(Script.error(500, "the second"));
        var failed = GATEWAY.chat(SHARED, "Hi");
        assertThat(failed.status()).as(failed.text()).isEqualTo(503);
        assertThat(failed.json().at("/error/message").asString()).contains("the first");
        assertThat(failed.json().at("/error/metadata/provider_name").asString()).isEqualTo("only");
        assertThat(failed.json().at("/error/metadata/previous_errors").size()).isEqualTo(3);
        assertThat(ONLY.requests()).hasSize(2);
        assertThat(SPARE.requests()).hasSize(2);
    }

    @Test
    void whatNobodyAnsweredIsRecordedAndLogged() {
        double before = GATEWAY.getWithKey("/api/v1/key").json().at("/data/usage").asDouble();
        ONLY.otherwise(Script.error(500, "a secret of the prompt"));
        SPARE.otherwise(Script.reset());
        var failed = GATEWAY.chat(SHARED, "Hi");
        var id = failed.header("X-Generation-Id");
        assertThat(failed.json().path("id").asString()).isEqualTo(id);
        var record = GATEWAY.getWithKey("/api/v1/generation?id=" + id);
        assertThat(record.status()).as(record.text()).isEqualTo(200);
        var data = record.json().path("data");
        assertThat(data.path("provider_responses").findValuesAsString("provider"))
                .containsExactly("only", "spare", "only", "spare");
        assertThat(data.path("error").asString()).isEqualTo("provider_unavailable");
        assertThat(data.path("model").asString()).isEqualTo(SHARED);
        assertThat(data.path("provider_name").isNull()).isTrue();
        assertThat(data.path("finish_reason").isNull()).isTrue();
        assertThat(data.path("cancelled").asBoolean(true)).isFalse();
        assertThat(data.path("total_cost").asDouble()).isZero();
        assertThat(GATEWAY.getWithKey("/api/v1/key").json().at("/data/usage").asDouble()).isEqualTo(before);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(lines(id))
                .anyMatch(line -> line.contains("server_error") && line.contains("500") && line.contains("only")));
        assertThat(GATEWAY.errors() + GATEWAY.printed()).doesNotContain("a secret of the prompt");
    }

    private static List<String> lines(String id) {
        return (GATEWAY.errors() + GATEWAY.printed()).lines()
                .filter(line -> line.contains(id) && line.contains("nobody answered")).toList();
    }

    @Test
    void whoLeavesInTheMeantimeIsForgotten() {
        for (int i = 0; i < 20; i++) {
            ONLY.forget().otherwise(Script.error(500, "oops"));
            SPARE.forget().otherwise(Script.error(500, "oops"));
            var client = GATEWAY.connect().request("POST", "/api/v1/chat/completions",
                    TestGateway.question(SHARED, "Hi", i % 2 == 0).getBytes(), TestGateway.withKey());
            SPARE.awaitRequests(1);
            client.reset();
        }
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(GATEWAY.get("/metrics").text())
                .contains("interline_open_requests{wire=\"chat\"} 0"));
    }
}

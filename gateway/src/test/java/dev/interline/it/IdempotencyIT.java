package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls with an Idempotency-Key are made once. */
class IdempotencyIT {
    private static final String MODEL = "acme/one";
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("Hello");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().openai("acme", UPSTREAM, MODEL).forClass();

    @BeforeEach
    void forget() {
        UPSTREAM.forget().otherwise(Script.chat("Hello", " there"));
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    private static Answer ask(String name, String question) {
        return GATEWAY.post("/api/v1/chat/completions", TestGateway.question(MODEL, question, false),
                "Idempotency-Key", name);
    }

    private static BigDecimal used() {
        return GATEWAY.getWithKey("/api/v1/key").json().at("/data/usage").decimalValue();
    }

    @Test
    void areAnsweredAgainForNothing() {
        var before = used();
        var first = ask("again", "Hi");
        var paid = used();
        var second = ask("again", "Hi");
        assertThat(paid).isGreaterThan(before);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("X-Generation-Id")).isEqualTo(first.header("X-Generation-Id"));
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(UPSTREAM.requests()).hasSize(1);
        assertThat(used()).isEqualByComparingTo(paid);
    }

    @Test
    void areAnsweredAgainAfterARestart() {
        try (var gateway = TestGateway.with().openai("acme", UPSTREAM, MODEL).start()) {
            var first = gateway.post("/api/v1/chat/completions", TestGateway.question(MODEL, "Hi", false),
                    "Idempotency-Key", "outlives");
            gateway.terminate();
            gateway.start();
            var second = gateway.post("/api/v1/chat/completions", TestGateway.question(MODEL, "Hi", false),
                    "Idempotency-Key", "outlives");
            assertThat(second.text()).isEqualTo(first.text());
            assertThat(UPSTREAM.requests()).hasSize(1);
        }
    }

    @Test
    void mayBeStreams() {
        var body = TestGateway.question(MODEL, "Hi", true);
        String first;
        try (var stream = GATEWAY.stream("/api/v1/chat/completions", body, "Idempotency-Key", "stream").all()) {
            first = stream.events().toString();
            assertThat(stream.content()).isEqualTo("Hello there");
        }
        var again = GATEWAY.post("/api/v1/chat/completions", body, "Idempotency-Key", "stream");
        assertThat(again.header("Content-Type")).startsWith("text/event-stream");
        assertThat(again.text()).contains("[DONE]", "there");
        assertThat(first).contains("[DONE]");
        assertThat(UPSTREAM.requests()).hasSize(1);
    }

    @Test
    void areNotTakenForOthers() {
        assertThat(ask("mine", "Hi").status()).isEqualTo(200);
        var other = ask("mine", "Bye");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.errorMessage()).contains("Idempotency-Key");
        assertThat(UPSTREAM.requests()).hasSize(1);
    }

    @Test
    void waitForEachOther() throws InterruptedException, ExecutionException {
        var asked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        UPSTREAM.next((request, to) -> {
            asked.countDown();
            goOn.await();
            Script.chat("Hello").play(request, to);
        });
        try (var threads = Executors.newSingleThreadExecutor()) {
            var first = threads.submit(() -> ask("slow", "Hi"));
            asked.await();
            var second = ask("slow", "Hi");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.header("Retry-After")).isEqualTo("1");
            goOn.countDown();
            assertThat(first.get().status()).isEqualTo(200);
        }
        assertThat(ask("slow", "Hi").header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void thatFailedOrBrokeAreMadeAgain() {
        UPSTREAM.next(Script.error(400, "no"));
        assertThat(ask("failed", "Hi").status()).isEqualTo(400);
        assertThat(ask("failed", "Hi").status()).isEqualTo(200);
        UPSTREAM.forget().otherwise(Script.chat("Hello"))
                .next(Script.begin(List.of(ChatWire.role(), ChatWire.text("Once"))).then((_, to) -> to.reset()));
        var body = TestGateway.question(MODEL, "Hi", true);
        try (var stream = GATEWAY.stream("/api/v1/chat/completions", body, "Idempotency-Key", "broke").all()) {
            assertThat(stream.events().toString()).contains("error");
        }
        try (var stream = GATEWAY.stream("/api/v1/chat/completions", body, "Idempotency-Key", "broke").all()) {
            assertThat(stream.content()).isEqualTo("Hello");
        }
    }

    @Test
    void haveNamesThatCanBeRead() {
        assertThat(ask("x".repeat(256), "Hi").status()).isEqualTo(400);
        assertThat(ask("with space", "Hi").errorMessage()).startsWith("Idempotency-Key: expected");
        assertThat(UPSTREAM.requests()).isEmpty();
    }
}

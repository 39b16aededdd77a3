package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What requests may cost. The model costs a dollar a million tokens in and two a million out; an answer is 25 millionths. */
final class MoneyIT {
    private static final BigDecimal ANSWER = new BigDecimal("0.000025");

    private static TestGateway gateway(String credits, FakeUpstream upstream) {
        return TestGateway.with().config("accounts: {default-credits: " + credits + "}")
                .openai("acme", upstream, "acme/one").start();
    }

    private static Answer ask(TestGateway gateway, String members, String... headers) {
        return gateway.post("/api/v1/chat/completions",
                "{\"model\":\"acme/one\"," + members + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                headers);
    }

    private static BigDecimal used(TestGateway gateway) {
        return gateway.getWithKey("/api/v1/key").json().at("/data/usage").decimalValue();
    }

    @Test
    void refusesABoundThatCannotBePaidAndSendsNothing() {
        try (var upstream = FakeUpstream.saying("Hello"); var gateway = gateway("0.001", upstream)) {
            var answer = ask(gateway, "\"max_tokens\":1000,");
            assertThat(answer.status()).isEqualTo(402);
            assertThat(answer.errorMessage()).matches("This request requires more credits, or fewer max_tokens\\. "
                    + "You requested up to 1000 tokens, but can only afford 4\\d\\d\\. .*");
            assertThat(answer.json().at("/error/metadata/error_type").asString()).isEqualTo("payment_required");
            assertThat(upstream.requests()).isEmpty();
            assertThat(ask(gateway, "\"max_tokens\":400,").status()).isEqualTo(200);
        }
    }

    @Test
    void boundsAnAnswerWithoutABoundByWhatIsLeft() {
        try (var upstream = FakeUpstream.saying("Hello"); var gateway = gateway("0.001", upstream)) {
            assertThat(ask(gateway, "").status()).isEqualTo(200);
            assertThat(upstream.request().json().path("max_tokens").asInt()).isBetween(400, 500);
        }
        try (var upstream = FakeUpstream.saying("Hello"); var gateway = gateway("1000", upstream)) {
            assertThat(ask(gateway, "").status()).isEqualTo(200);
            assertThat(upstream.request().json().has("max_tokens")).isFalse();
        }
    }

    @Test
    void refusesWhatIsOfNoUse() {
        try (var upstream = FakeUpstream.saying("Hello"); var gateway = gateway("0.00005", upstream)) {
            var answer = ask(gateway, "");
            assertThat(answer.status()).isEqualTo(402);
            assertThat(answer.errorMessage()).startsWith("This request requires more credits, or fewer max_tokens.");
            assertThat(upstream.requests()).isEmpty();
        }
        try (var upstream = FakeUpstream.saying("Hello"); var gateway = gateway("0", upstream)) {
            assertThat(ask(gateway, "").errorMessage()).startsWith("Insufficient credits.");
        }
    }

    @Test
    void honoursWhatAClientLetsARequestCost() {
        try (var upstream = FakeUpstream.saying("Hello"); var gateway = gateway("unmetered", upstream)) {
            assertThat(ask(gateway, "", "X-Max-Cost", "0.001").status()).isEqualTo(200);
            assertThat(upstream.request().json().path("max_tokens").asInt()).isBetween(400, 500);
            var refused = ask(gateway, "\"max_tokens\":1000,", "X-Max-Cost", "0.001");
            assertThat(refused.status()).isEqualTo(402);
            assertThat(refused.errorMessage()).contains("X-Max-Cost of $0.001");
            assertThat(ask(gateway, "", "X-Max-Cost", "a lot").errorMessage())
                    .isEqualTo("X-Max-Cost: expected dollars from 0 to 1000000000, such as 0.05, not \"a lot\"");
        }
    }

    @Test
    void givesBackWhatWasHeldForFailures() {
        try (var upstream = FakeUpstream.playing(Script.error(500, "no")); var gateway = gateway("0.001", upstream)) {
            for (int i = 0; i < 5; i++) {
                assertThat(ask(gateway, "\"max_tokens\":400,").status()).isEqualTo(502);
            }
            assertThat(used(gateway)).isZero();
            upstream.otherwise(Script.chat("Hello"));
            assertThat(ask(gateway, "\"max_tokens\":400,").status()).isEqualTo(200);
            assertThat(used(gateway)).isEqualByComparingTo(ANSWER);
        }
    }

    @Test
    void neverSpendsMoreThanThereIsWhoeverRaces() throws InterruptedException, ExecutionException {
        try (var upstream = FakeUpstream.saying("Hello"); var gateway = gateway("0.002", upstream)) {
            var answers = race(gateway, 200);
            long served = answers.stream().filter(answer -> answer.status() == 200).count();
            assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 402);
            assertThat(served).isBetween(1L, 80L);
            assertThat(used(gateway)).isEqualByComparingTo(ANSWER.multiply(BigDecimal.valueOf(served)));
            // Nothing is held any more: what is left can be spent to the last useful token.
            var left = new BigDecimal("0.002").subtract(used(gateway));
            assertThat(ask(gateway, "\"max_tokens\":16,").status())
                    .isEqualTo(left.compareTo(new BigDecimal("0.00015")) > 0 ? 200 : 402);
        }
    }

    @Test
    void chargesForWhatWasDeliveredWhenItIsKilledInMidStream() {
        var said = Script.begin(List.of(ChatWire.role(), ChatWire.text("Hello, hello, hello and hello again")));
        try (var upstream = FakeUpstream.playing(said.then(Script.silence()));
                var gateway = gateway("1", upstream);
                var stream = gateway.streamChat("acme/one", "Hi")) {
            stream.until("hello again");
            await().until(() -> noted(gateway));
            gateway.kill();
            gateway.start();
            assertThat(used(gateway)).isGreaterThan(BigDecimal.ZERO);
            var record = gateway.getWithKey("/api/v1/generation?id="
                    + stream.headers().value("X-Generation-Id").orElseThrow()).json().path("data");
            assertThat(record.path("cancelled").asBoolean()).isTrue();
            assertThat(record.path("native_tokens_completion").asInt()).isEqualTo(9);
            assertThat(record.path("total_cost").decimalValue()).isEqualByComparingTo(used(gateway));
        }
    }

    private static boolean noted(TestGateway gateway) throws IOException {
        try (var files = Files.list(gateway.data().resolve("checkpoints"))) {
            for (var file : files.toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains("gen-")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Answer> race(TestGateway gateway, int requests)
            throws InterruptedException, ExecutionException {
        var random = new SplittableRandom(4);
        try (var threads = Executors.newFixedThreadPool(32)) {
            var running = new ArrayList<Future<Answer>>();
            for (int i = 0; i < requests; i++) {
                int bound = 20 + random.nextInt(200);
                running.add(threads.submit(() -> ask(gateway, "\"max_tokens\":" + bound + ",")));
            }
            var answers = new ArrayList<Answer>();
            for (var answer : running) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}

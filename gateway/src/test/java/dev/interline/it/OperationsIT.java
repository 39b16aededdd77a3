package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What an operator sees and does: first start, health, metrics, reload, stop. */
class OperationsIT {
    @Test
    void tellsEverythingThatIsNeededAtTheFirstStartAndTheKeyOnce() {
        try (var gateway = TestGateway.with().environment("INTERLINE_BOOTSTRAP_KEY", "").start()) {
            var printed = gateway.printed();
            assertThat(printed).contains(gateway.base().toString()).containsPattern("sk-or-v1-[0-9a-f]{64}")
                    .contains(gateway.data().toString()).contains("curl").containsIgnoringCase("simulator");
            gateway.terminate();
            assertThat(gateway.exitCode()).isZero();
            gateway.start();
            assertThat(gateway.printed()).doesNotContainPattern("sk-or-v1-[0-9a-f]{64}");
        }
    }

    @Test
    void printsACurlLineThatWorksWhenPasted() throws Exception {
        try (var gateway = TestGateway.with().environment("INTERLINE_BOOTSTRAP_KEY", "").start()) {
            var printed = gateway.printed();
            var command = printed.substring(printed.indexOf("curl"));
            var script = Files.writeString(gateway.folder().resolve("pasted.sh"), command);
            var out = gateway.folder().resolve("pasted.out");
            var process = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true)
                    .redirectOutput(out.toFile()).start();
            assertThat(process.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(out)).contains("chat.completion").contains("Simulator");
        }
    }

    @Test
    void isHealthyReadyAndMeasured() {
        try (var upstream = FakeUpstream.saying("Hello");
                var gateway = TestGateway.with().openai("acme", upstream, "acme/one").start()) {
            assertThat(gateway.get("/health").status()).isEqualTo(200);
            assertThat(gateway.get("/ready").status()).isEqualTo(200);
            gateway.chat("acme/one", "Hi");
            gateway.streamChat("acme/one", "Hi").all().close();
            upstream.next(Script.error(503, "no"));
            gateway.chat("acme/one", "Hi");
            gateway.chat("acme/no-such-model-" + "z".repeat(50), "Hi");
            var metrics = gateway.get("/metrics");
            assertThat(metrics.header("Content-Type")).startsWith("text/plain");
            assertThat(metrics.text()).contains("# TYPE ").doesNotContain("zzzz", TestGateway.KEY);
            assertThat(metrics.text()).containsPattern("(?m)^interline_\\w*requests\\w*\\{.*} [1-9]")
                    .containsPattern("(?m)^interline_\\w*tokens\\w*\\{.*} [1-9]")
                    .containsPattern("(?m)^interline_\\w*cost\\w*(\\{.*})? ")
                    .containsPattern("(?m)^interline_\\w*first\\w*_bucket\\{.*} ")
                    .containsPattern("(?m)^interline_\\w*upstream\\w*(errors|failures)\\w*\\{.*} [1-9]")
                    .containsPattern("(?m)^interline_open_requests(\\{.*})? ");
        }
    }

    @Test
    void reloadsItsConfigurationWithoutDroppingARequest() throws Exception {
        var go = new CountDownLatch(1);
        var old = FakeUpstream.playing((_, to) -> {
            to.eventStream().chunk(ChatWire.text("old "));
            go.await();
            to.chunk(ChatWire.text("still old") + ChatWire.finish("stop") + ChatWire.usageEvent(1, 1) + ChatWire.DONE)
                    .lastChunk();
        });
        var fresh = FakeUpstream.saying("new");
        try (old;
                fresh;
                var gateway = TestGateway.with().openai("acme", old, "acme/one").start();
                var running = gateway.streamChat("acme/one", "Hi").until("old ")) {
            gateway.configure(TestGateway.with().openai("acme", fresh, "acme/one", "acme/two").file());
            await().atMost(Duration.ofSeconds(10)).ignoreExceptions().untilAsserted(
                    () -> assertThat(gateway.chat("acme/two", "Hi").content()).isEqualTo("new"));
            assertThat(gateway.chat("acme/one", "Hi").content()).isEqualTo("new");
            go.countDown();
            assertThat(running.all().content()).isEqualTo("old still old");

            gateway.configure("providers: {acme: {base-ulr: http://127.0.0.1:1/v1}}\n");
            await().atMost(Duration.ofSeconds(10)).until(() -> gateway.log().contains("base-ulr"));
            assertThat(gateway.chat("acme/two", "Hi").content()).as("the old configuration stays").isEqualTo("new");

            gateway.configure(TestGateway.with().openai("acme", fresh, "acme/three").file());
            await().atMost(Duration.ofSeconds(10)).until(() -> gateway.chat("acme/three", "Hi").status() == 200);
        }
    }

    @Test
    void refusesToStartWithABadConfiguration() {
        try (var gateway = TestGateway.with().start()) {
            gateway.terminate();
            assertThat(gateway.exitCode()).isZero();
            gateway.configure("timeouts: {idle: soon}\nlimitz: {}\n");
            var refused = gateway.run("serve", "--port", "0");
            assertThat(refused.exitCode()).isNotZero();
            assertThat(refused.err()).contains("timeouts.idle").contains("soon").contains("limitz")
                    .doesNotContain("\tat ");
            assertThat(gateway.run("config", "check").exitCode()).isNotZero();
        }
    }

    @Test
    void letsStreamsFinishWhenItIsToldToStop() throws Exception {
        var go = new CountDownLatch(1);
        try (var upstream = FakeUpstream.playing((_, to) -> {
            to.eventStream().chunk(ChatWire.text("begun"));
            go.await();
            to.chunk(ChatWire.text(" and ended") + ChatWire.finish("stop") + ChatWire.usageEvent(1, 1)
                    + ChatWire.DONE).lastChunk();
        });
                var gateway = TestGateway.with().openai("acme", upstream, "acme/one").start();
                var waiting = gateway.connect();
                var running = gateway.streamChat("acme/one", "Hi").until("begun")) {
            waiting.request("GET", "/health", new byte[0]).answer();
            gateway.terminate();
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                var ready = gateway.get("/ready");
                assertThat(ready.status()).isEqualTo(503);
                assertThat(ready.header("Retry-After")).matches("[0-9]+");
            });
            var refused = gateway.chat("acme/one", "Hi");
            assertThat(refused.status()).as(refused.text()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).matches("[0-9]+");
            assertThat(gateway.process().isAlive()).isTrue();

            go.countDown();
            assertThat(running.all().content()).isEqualTo("begun and ended");
            assertThat(running.events().getLast().isDone()).isTrue();
            assertThat(gateway.exitCode()).isZero();
        }
    }

    @Test
    void stopsInTheEndAlsoWhenAStreamDoesNot() throws Exception {
        try (var upstream = FakeUpstream.playing((_, to) -> to.eventStream().chunk(ChatWire.text("begun")));
                var gateway = TestGateway.with().openai("acme", upstream, "acme/one").config("drain: 1s").start();
                var running = gateway.streamChat("acme/one", "Hi").until("begun")) {
            var id = running.headers().value("X-Generation-Id").orElse("");
            long since = System.nanoTime();
            gateway.terminate();
            assertThat(gateway.exitCode()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isBetween(Duration.ofMillis(900),
                    Duration.ofSeconds(8));
            gateway.start();
            assertThat(gateway.getWithKey("/api/v1/generation?id=" + id).status())
                    .as("what was delivered is recorded").isEqualTo(200);
        }
    }

    @Test
    void findsTheModelsOfASelfHostedUpstream() {
        var upstream = FakeUpstream.playing((request, to) -> {
            if (request.headers().method().equals("GET")) {
                Script.json(200, "{\"object\":\"list\",\"data\":[{\"id\":\"acme/found\",\"object\":\"model\"}]}")
                        .play(request, to);
            } else {
                Script.chat("found").play(request, to);
            }
        });
        try (upstream;
                var gateway = TestGateway.with()
                        .config("providers: {my-vllm: {base-url: \"" + upstream.uri() + "/v1\"}}").start()) {
            await().atMost(Duration.ofSeconds(10)).ignoreExceptions().untilAsserted(
                    () -> assertThat(gateway.chat("my-vllm/acme/found", "Hi").content()).isEqualTo("found"));
        }
    }
}

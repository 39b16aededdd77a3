package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.GatewaySetup;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Manager;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A thousand requests race for money that is enough for some of them, by three keys with limits of their own, of a
 * workspace and of the account; with upstreams that fail, break off and hesitate, clients that leave, and a server that is
 * killed. Whoever wins: nobody spends more than it may, and the books agree.
 */
class RaceIT {
    private static final String MODEL = "acme/one";
    private static final int REQUESTS = 1000;
    private static final int AT_ONCE = 48;
    /** For 160 answers of 25 millionths of a dollar. */
    private static final BigDecimal CREDITS = new BigDecimal("0.004");
    private static final BigDecimal BUDGET = new BigDecimal("0.002");
    private static final BigDecimal LIMIT = new BigDecimal("0.0015");

    private static GatewaySetup setup(FakeUpstream first, FakeUpstream second) {
        return TestGateway.with().config("accounts: {default-credits: " + CREDITS + "}")
                .openai("acme", first, MODEL).openai("other", second, MODEL);
    }

    /** What the upstreams do: mostly answer. */
    private static Script moody(long seed) {
        var count = new AtomicInteger();
        return (request, to) -> {
            var mood = new SplittableRandom(seed + count.getAndIncrement()).nextInt(10);
            switch (mood) {
                case 0 -> Script.error(500, "no").play(request, to);
                case 1 -> Script.reset().play(request, to);
                case 2 -> {
                    if (request.streaming()) {
                        Script.begin(List.of(ChatWire.role(), ChatWire.text("Once"))).play(request, to);
                        to.reset();
                    } else {
                        Script.error(429, "slow down", "Retry-After", "1").play(request, to);
                    }
                }
                default -> Script.chat("Hello", " there").play(request, to);
            }
        };
    }

    /** The parties of a race. */
    private record Race(TestGateway gateway, Manager manager, List<String> keys, Queue<BigDecimal> told,
            AtomicInteger refused, AtomicInteger done, AtomicBoolean down) {
        static Race of(TestGateway gateway) {
            var manager = Manager.of(gateway, "default");
            assertThat(manager.post("/workspaces", "{\"name\":\"W\",\"slug\":\"w\"}").status()).isEqualTo(201);
            assertThat(manager.ask("PUT", "/workspaces/w/budgets/lifetime", "{\"limit_usd\":" + BUDGET + "}").status())
                    .isEqualTo(200);
            var keys = new ArrayList<String>();
            for (var json : List.of("{\"name\":\"k0\",\"workspace_id\":\"w\",\"limit\":" + LIMIT + "}",
                    "{\"name\":\"k1\",\"workspace_id\":\"w\"}", "{\"name\":\"k2\"}")) {
                keys.add(manager.post("/keys", json).json().path("key").asString());
            }
            return new Race(gateway, manager, keys, new ConcurrentLinkedQueue<>(), new AtomicInteger(),
                    new AtomicInteger(), new AtomicBoolean());
        }

        /** One request; whatever becomes of it, this returns. */
        private void ask(int number) {
            var random = new SplittableRandom(number);
            boolean stream = random.nextBoolean();
            boolean leaves = random.nextInt(8) == 0;
            var body = Json.bytes("{\"model\":\"" + MODEL + "\",\"stream\":" + stream + ",\"max_tokens\":"
                    + (16 + random.nextInt(60)) + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
            await().atMost(Duration.ofSeconds(60)).until(() -> !down.get());
            try (var client = gateway.connect()) {
                client.request("POST", "/api/v1/chat/completions", body, "Content-Type", "application/json",
                        "Authorization", "Bearer " + keys.get(random.nextInt(3)));
                if (leaves) {
                    client.reset();
                } else if (stream) {
                    var events = client.events();
                    note(events.status(), events.all().chunks().stream().map(chunk -> chunk.path("usage"))
                            .filter(JsonNode::isObject).findFirst().orElse(Json.tree("{}")));
                } else {
                    var answer = client.answer();
                    note(answer.status(), answer.json().path("usage"));
                }
            } catch (RuntimeException | AssertionError torn) {
                // By a kill.
            } finally {
                done.incrementAndGet();
            }
        }

        private void note(int status, JsonNode usage) {
            if (usage.has("cost")) {
                told.add(usage.path("cost").decimalValue());
            }
            if (status == 402 || status == 403) {
                refused.incrementAndGet();
            }
        }

        void run(List<Integer> killAt) throws InterruptedException, ExecutionException {
            try (var clients = Executors.newFixedThreadPool(AT_ONCE)) {
                var running = new ArrayList<Future<?>>();
                for (int i = 0; i < REQUESTS; i++) {
                    int number = i;
                    running.add(clients.submit(() -> ask(number)));
                }
                for (int count : killAt) {
                    await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(1))
                            .until(() -> done.get() >= count);
                    down.set(true);
                    gateway.kill();
                    gateway.start();
                    down.set(false);
                }
                for (var request : running) {
                    request.get();
                }
            }
        }

        void check() {
            var rows = manager.get("/keys?include_disabled=true").json().path("data");
            var inWorkspace = manager.get("/keys?workspace_id=w").json().path("data");
            var used = total();
            assertThat(used).isPositive().isLessThanOrEqualTo(CREDITS);
            assertThat(refused.get()).as("refused").isPositive();
            assertThat(sum(inWorkspace)).isPositive().isLessThanOrEqualTo(BUDGET);
            assertThat(inWorkspace.valueStream().filter(key -> key.path("name").asString().equals("k0")).findFirst()
                    .orElseThrow().path("usage").decimalValue()).isLessThanOrEqualTo(LIMIT);
            assertThat(sum(rows).add(sum(inWorkspace))).isEqualByComparingTo(used);
            assertThat(told.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).as("what clients were told")
                    .isPositive().isLessThanOrEqualTo(used);
            // Nothing is held any more.
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(left(keys.get(2)))
                    .isEqualByComparingTo(CREDITS.subtract(total())));
            var verified = gateway.run("ledger", "verify");
            assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
        }

        private BigDecimal total() {
            return manager.get("/credits").json().at("/data/total_usage").decimalValue();
        }

        private static BigDecimal sum(JsonNode keys) {
            return keys.valueStream().map(key -> key.path("usage").decimalValue()).reduce(BigDecimal.ZERO,
                    BigDecimal::add);
        }

        private BigDecimal left(String key) {
            var data = manager.as(key, "GET", "/auth/key", "").json().path("data");
            return data.path("limit").decimalValue().subtract(data.path("usage").decimalValue());
        }
    }

    private static void race(GatewaySetup setup, Integer... killAt) throws InterruptedException, ExecutionException {
        try (var gateway = setup.start()) {
            var race = Race.of(gateway);
            race.run(List.of(killAt));
            race.check();
        }
    }

    @Test
    void nobodySpendsMoreThanItMay() throws InterruptedException, ExecutionException {
        try (var first = FakeUpstream.playing(moody(1)); var second = FakeUpstream.playing(moody(2))) {
            race(setup(first, second));
        }
    }

    @Test
    void norWhenTheServerIsKilled() throws InterruptedException, ExecutionException {
        try (var first = FakeUpstream.playing(moody(3)); var second = FakeUpstream.playing(moody(4))) {
            race(setup(first, second), 30, 75, 300);
        }
    }

    @Test
    @Tag("postgres")
    void norOnPostgres() throws InterruptedException, ExecutionException, IOException {
        try (var database = EmbeddedPostgres.builder().start();
                var first = FakeUpstream.playing(moody(5));
                var second = FakeUpstream.playing(moody(6))) {
            race(setup(first, second)
                    .environment("INTERLINE_DATABASE_URL",
                            "jdbc:postgresql://127.0.0.1:" + database.getPort() + "/postgres")
                    .environment("INTERLINE_DATABASE_USER", "postgres")
                    .environment("INTERLINE_DATABASE_PASSWORD", "postgres"), 40, 120);
        }
    }
}

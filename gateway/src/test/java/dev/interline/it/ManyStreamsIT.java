package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One process with a heap of 512 MB holds two thousand slow streams; no event is late and none is lost. */
class ManyStreamsIT {
    private static final int STREAMS = 2_000;
    private static final int EVENTS = 10;
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Pattern SENT = Pattern.compile("\"content\":\"([0-9]+) \"");

    @Test
    void areHeldByOneProcess() throws Exception {
        var home = Path.of(System.getProperty("interline.home", "."));
        assertThat(Files.readAllLines(home.resolve("config/jvm.options"))).contains("-Xmx512m");
        var all = new CountDownLatch(STREAMS);
        try (var upstream = FakeUpstream.playing(slowly(all));
                var gateway = TestGateway.with().openai("acme", upstream, "acme/one").start();
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            gateway.chat("acme/one", "warm up");
            var results = new ArrayList<Future<long[]>>();
            for (int i = 0; i < STREAMS; i++) {
                results.add(clients.submit(() -> delays(gateway)));
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(all.await(60, TimeUnit.SECONDS)).as("all streams are open at one time").isTrue();
            await().atMost(Duration.ofSeconds(60)).until(() -> results.stream().allMatch(Future::isDone));
            var delays = new ArrayList<long[]>();
            for (var result : results) {
                delays.add(result.get());
            }
            assertThat(delays).as("no event is lost").allMatch(one -> one.length == EVENTS);
            var sorted = delays.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            assertThat(Duration.ofNanos(sorted[sorted.length / 2])).as("median").isLessThan(Duration.ofMillis(50));
            assertThat(Duration.ofNanos(sorted[sorted.length * 99 / 100])).as("99th percentile")
                    .isLessThan(Duration.ofMillis(500));
            assertThat(Duration.ofNanos(sorted[sorted.length - 1])).as("worst").isLessThan(PACE.multipliedBy(2));
            assertThat(gateway.chat("acme/one", "and one more").status()).isEqualTo(200);
        }
    }

    /** A word a second, once all streams are there, each telling when it was sent. */
    private static Script slowly(CountDownLatch all) {
        return (request, to) -> {
            if (!request.streaming()) {
                Script.chat("fine").play(request, to);
                return;
            }
            all.countDown();
            to.eventStream().chunk(ChatWire.role());
            all.await();
            long start = System.nanoTime() + PACE.toNanos() * request.number() / STREAMS;
            for (int i = 0; i < EVENTS; i++) {
                long wait = start + i * PACE.toNanos() - System.nanoTime();
                TimeUnit.NANOSECONDS.sleep(Math.max(0, wait));
                to.chunk(ChatWire.text(System.nanoTime() + " "));
            }
            to.chunk(ChatWire.finish("stop") + ChatWire.usageEvent(1, EVENTS) + ChatWire.DONE).lastChunk();
        };
    }

    /** How long each event took from the upstream to the client, in nanoseconds. */
    private static long[] delays(TestGateway gateway) {
        try (var stream = gateway.streamChat("acme/one", "Slowly, please").all()) {
            assertThat(stream.events().getLast().isDone()).isTrue();
            return stream.writes().stream().flatMap(write -> delays(write.at(), write.events().stream()
                    .map(event -> event.data()).toList())).mapToLong(Long::longValue).toArray();
        }
    }

    private static Stream<Long> delays(long at, List<String> events) {
        return events.stream().map(SENT::matcher).filter(java.util.regex.Matcher::find)
                .map(found -> at - Long.parseLong(found.group(1)));
    }
}

package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.HttpConnection;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One process with a heap of 512 MB holds two thousand slow streams; no event is lost, and none is late, which is to say
 * behind the time when the next one was due.
 */
class ManyStreamsIT {
    private static final int STREAMS = 2_000;
    /** Streams that the upstream sends past the gateway at the same time, to tell how busy the machine is otherwise. */
    private static final int DIRECT = 100;
    private static final int EVENTS = 10;
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Pattern SENT = Pattern.compile("\"content\":\"([0-9]+) \"");

    @Test
    void areHeldByOneProcess() throws Exception {
        var home = Path.of(System.getProperty("interline.home", "."));
        assertThat(Files.readAllLines(home.resolve("config/jvm.options"))).contains("-Xmx512m");
        var all = new CountDownLatch(STREAMS + DIRECT);
        try (var upstream = FakeUpstream.playing(slowly(all));
                var gateway = TestGateway.with().openai("acme", upstream, "acme/one").start();
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            gateway.chat("acme/one", "warm up");
            var through = open(STREAMS, gateway.base(), clients);
            var direct = open(DIRECT, upstream.uri(), clients);
            assertThat(all.await(60, TimeUnit.SECONDS)).as("all streams are open at one time").isTrue();
            var delays = sorted(through);
            var idle = sorted(direct);
            assertThat(delays).as("no event is lost").hasSize(STREAMS * EVENTS);
            assertThat(at(delays, 0.5)).as("median").isLessThan(later(PACE.dividedBy(10), at(idle, 0.5)));
            assertThat(at(delays, 0.99)).as("99th percentile").isLessThan(later(PACE, at(idle, 0.99)));
            assertThat(at(delays, 1)).as("worst").isLessThan(later(PACE.multipliedBy(2), at(idle, 1)));
            assertThat(gateway.chat("acme/one", "and one more").status()).isEqualTo(200);
        }
    }

    /** A limit that is widened where the machine is so busy that streams are late without any gateway, too. */
    private static Duration later(Duration limit, Duration withoutGateway) {
        var widened = withoutGateway.multipliedBy(4);
        return widened.compareTo(limit) > 0 ? widened : limit;
    }

    private static List<Future<long[]>> open(int count, URI to, ExecutorService clients) {
        var results = new ArrayList<Future<long[]>>();
        for (int i = 0; i < count; i++) {
            results.add(clients.submit(() -> delays(to)));
            LockSupport.parkNanos(1_000_000);
        }
        return results;
    }

    private static long[] sorted(List<Future<long[]>> streams) throws Exception {
        await().atMost(Duration.ofSeconds(90)).until(() -> streams.stream().allMatch(Future::isDone));
        var delays = new ArrayList<long[]>();
        for (var stream : streams) {
            delays.add(stream.get());
        }
        return delays.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }

    private static Duration at(long[] sorted, double part) {
        return Duration.ofNanos(sorted[(int) Math.min(sorted.length - 1, sorted.length * part)]);
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
    private static long[] delays(URI to) {
        try (var connection = HttpConnection.open(to)) {
            var stream = connection.request("POST", "/v1/chat/completions",
                    Json.bytes(TestGateway.question("acme/one", "Slowly, please", true)), TestGateway.withKey())
                    .events().all();
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

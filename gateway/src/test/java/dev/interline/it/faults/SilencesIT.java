package dev.interline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Upstreams that break off or fall silent before they said anything, and those that say too little at a time. */
class SilencesIT {
    private static final House HOUSE = new House(Duration.ofMillis(400), "plain");
    private static final FakeUpstream SLOW = FakeUpstream.saying("unused");

    @RegisterExtension
    static final TestGateway GATEWAY = HOUSE.gateway();

    @RegisterExtension
    static final TestGateway HASTY = TestGateway.with()
            .openai("slow", SLOW, Case.all().stream().flatMap(one -> Stream.of(one.model("drip"), one.model("long")))
                    .toArray(String[]::new))
            .having("timeouts: {total: 1200ms}").forClass();

    @AfterAll
    static void close() {
        HOUSE.close();
        SLOW.close();
    }

    @Row(5)
    @TestFactory
    Stream<DynamicTest> aResetBeforeTheHeadersGoesToTheSecond() {
        return HOUSE.each(one -> {
            for (var reset : List.of(Script.reset(), (Script) (_, to) -> to.close(), (Script) (_, to) -> {
                to.write("HTTP/1.1 200 OK\r\nContent-");
                to.reset();
            })) {
                HOUSE.secondServes(one, reset, "plain");
            }
        });
    }

    @Row(6)
    @TestFactory
    Stream<DynamicTest> silenceEndsAtTheFirstByteLimit() {
        return HOUSE.each(one -> {
            long since = System.nanoTime();
            HOUSE.secondServes(one, Script.silence(), "plain");
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(3));
        });
    }

    @Row(7)
    @TestFactory
    Stream<DynamicTest> headersAloneEndAtTheFirstTokenLimit() {
        return HOUSE.each(one -> HOUSE.secondServes(one, one.stream()
                ? (_, to) -> to.eventStream().chunk(ChatWire.role())
                : (_, to) -> to
                        .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n"),
                "plain"));
    }

    @Row(10)
    @TestFactory
    Stream<DynamicTest> somethingMalformedBeforeContentGoesToTheSecond() {
        return HOUSE.each(one -> {
            HOUSE.secondServes(one, one.stream()
                    ? Script.begin(List.of(ChatWire.role(), "data: {\"choices\":[{\"del\n\n"))
                    : Script.json(200, "{\"choices\":[{\"mess"), "plain");
            HOUSE.secondServes(one, (_, to) -> {
                to.write(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
                to.close();
            }, "plain");
        });
    }

    /** Of documents there is nothing to tell: they come in one piece, or not in time, which is row 7. */
    @Row(18)
    @TestFactory
    Stream<DynamicTest> aSlowDripIsCutAndToldFromHealthySlowness() {
        SLOW.otherwise((request, to) -> (request.text().contains("acme-drip") ? saying("x", 450) : saying("word ", 30))
                .play(request, to));
        // All at once: each takes as long as it may.
        return Case.all().stream().filter(Case::stream).map(one -> {
            var dripped = new FutureTask<>(() -> ask(one, "drip"));
            var spoken = new FutureTask<>(() -> ask(one, "long"));
            Thread.ofVirtual().start(dripped);
            Thread.ofVirtual().start(spoken);
            return DynamicTest.dynamicTest(one.toString(), () -> {
                isItsFault(one, dripped.get());
                isNobodysFault(one, spoken.get());
            });
        }).toList().stream();
    }

    private static Case.Said ask(Case one, String purpose) {
        return one.ask(HASTY, one.client().body(one.model(purpose), true, ""), TestGateway.withKey());
    }

    private static void isItsFault(Case one, Case.Said cut) {
        assertThat(cut.content()).as(cut.text()).matches("x+");
        assertThat(cut.error()).isEqualTo("timeout");
        var shown = shown(one.model("drip"));
        assertThat(shown.path("throughput_last_30m").path("p50").asDouble()).as("%s", shown).isPositive().isLessThan(1);
        assertThat(shown.path("uptime_last_30m").asInt(-1)).isZero();
    }

    private static void isNobodysFault(Case one, Case.Said cut) {
        assertThat(cut.content()).as(cut.text()).startsWith("word word ");
        assertThat(cut.error()).isEqualTo("timeout");
        var shown = shown(one.model("long"));
        assertThat(shown.path("throughput_last_30m").path("p50").asDouble()).as("%s", shown).isGreaterThan(2);
        assertThat(shown.path("uptime_last_30m").isNull()).as("%s", shown).isTrue();
    }

    private static Script saying(String piece, int pauseMillis) {
        return (_, to) -> {
            to.eventStream().chunk(ChatWire.role());
            while (!to.peerClosed()) {
                to.chunk(ChatWire.text(piece));
                Thread.sleep(pauseMillis);
            }
        };
    }

    private static JsonNode shown(String model) {
        return HASTY.get("/api/v1/models/" + model + "/endpoints").json().at("/data/endpoints/0");
    }
}

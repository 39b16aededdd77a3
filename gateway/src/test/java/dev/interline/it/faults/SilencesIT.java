package dev.interline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Upstreams that break off or fall silent before they said anything, and those that say too little at a time. */
class SilencesIT {
    private static final House HOUSE = new House("plain");
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
        return HOUSE.each(Case.all().stream().filter(Case::stream), one -> {
            SLOW.forget().otherwise(saying("x", 450));
            var cut = one.ask(HASTY, one.client().body(one.model("drip"), true, ""), TestGateway.withKey());
            assertThat(cut.content()).as(cut.text()).matches("x+");
            assertThat(cut.error()).isEqualTo("timeout");
            var slow = shown(one.model("drip"));
            assertThat(slow.path("throughput_last_30m").path("p50").asDouble()).as("%s", slow).isPositive()
                    .isLessThan(1);
            assertThat(slow.path("uptime_last_30m").asInt(-1)).as("its fault").isZero();

            SLOW.forget().otherwise(saying("word ", 30));
            var healthy = one.ask(HASTY, one.client().body(one.model("long"), true, ""), TestGateway.withKey());
            assertThat(healthy.content()).as(healthy.text()).startsWith("word word ");
            assertThat(healthy.error()).isEqualTo("timeout");
            var well = shown(one.model("long"));
            assertThat(well.path("throughput_last_30m").path("p50").asDouble()).isGreaterThan(5);
            assertThat(well.path("uptime_last_30m").isNull()).as("nobody's fault: %s", well).isTrue();
        });
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

    private static tools.jackson.databind.JsonNode shown(String model) {
        return HASTY.get("/api/v1/models/" + model + "/endpoints").json().at("/data/endpoints/0");
    }
}

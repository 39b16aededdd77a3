package dev.interline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.faults.Case.Said;
import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers that break after content, and what upstreams say that they cost. */
class BrokenAnswersIT {
    private static final House HOUSE = new House(Duration.ofMillis(400), "plain", "only");

    @RegisterExtension
    static final TestGateway GATEWAY = HOUSE.gateway();

    private static final String HALF =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n"
                    + "{\"id\":\"x\",\"choices\":[{\"message\":{\"content\":\"Once";

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    /** What was said is charged, in the record and to the key, and its end is told in the dialect's form. */
    private static void isTold(Case one, Script fault, String type) {
        HOUSE.first.forget().otherwise(((Script) (_, to) -> {
            to.eventStream().chunk(ChatWire.role());
            for (var word : new String[]{"Once", " upon", " a", " time"}) {
                to.chunk(ChatWire.text(word));
            }
        }).then(fault));
        var before = HOUSE.charged();
        Said said = one.ask(GATEWAY, "plain");
        assertThat(said.content()).as(said.text()).isEqualTo("Once upon a time");
        assertThat(said.error()).as(said.text()).isEqualTo(type);
        assertThat(HOUSE.second.requests()).isEmpty();
        var record = HOUSE.record(said);
        assertThat(record.path("finish_reason").asString()).isEqualTo("error");
        assertThat(record.path("native_tokens_completion").asInt()).as("16 bytes").isEqualTo(4);
        var cost = record.path("total_cost").decimalValue();
        assertThat(cost).isPositive();
        assertThat(HOUSE.charged().subtract(before)).isEqualByComparingTo(cost);
    }

    /** Of a document nothing was shown: the second serves, and nobody pays for the first. */
    private static void isReplaced(Case one, Script fault) {
        var before = HOUSE.charged();
        HOUSE.secondServes(one, ((Script) (_, to) -> to.write(HALF)).then(fault), "plain");
        assertThat(HOUSE.charged().subtract(before)).isEqualByComparingTo(House.PRICE);
    }

    @Row(8)
    @TestFactory
    Stream<DynamicTest> aCutIsTold() {
        return HOUSE.each(one -> {
            for (Script cut : new Script[]{(_, to) -> to.reset(), (_, to) -> to.close(), (_, to) -> to.halfClose()}) {
                if (one.stream()) {
                    isTold(one, cut, "provider_unavailable");
                } else {
                    isReplaced(one, cut);
                    HOUSE.reset();
                }
            }
        });
    }

    @Row(9)
    @TestFactory
    Stream<DynamicTest> aStallIsTold() {
        return HOUSE.each(one -> {
            if (one.stream()) {
                isTold(one, Script.silence(), "timeout");
            } else {
                isReplaced(one, Script.silence());
            }
        });
    }

    /** Before content it is {@link SilencesIT}'s; a malformed document has no part that could be shown. */
    @Row(10)
    @TestFactory
    Stream<DynamicTest> somethingMalformedIsTold() {
        return HOUSE.each(Case.all().stream().filter(Case::stream), one -> {
            isTold(one, (_, to) -> to.chunk("data: {\"choices\":[{\"del\n\n"), "provider_unavailable");
            isTold(one, (_, to) -> to.write("zz\r\n"), "provider_unavailable");
        });
    }

    /** A document that ends too soon is malformed: row 10. */
    @Row(11)
    @TestFactory
    Stream<DynamicTest> anEndWithoutAReasonIsTold() {
        return HOUSE.each(Case.all().stream().filter(Case::stream), one -> {
            isTold(one, (_, to) -> to.lastChunk(), "provider_unavailable");
            isTold(one, (_, to) -> to.chunk(ChatWire.DONE).lastChunk(), "provider_unavailable");
        });
    }

    private static Script using(String usage) {
        return (request, to) -> {
            if (request.streaming()) {
                to.eventStream();
                for (var event : new String[]{ChatWire.role(), ChatWire.text("Once"), ChatWire.finish("stop"),
                        ChatWire.usageEvent(11, 7).replace(ChatWire.usage(11, 7), usage), ChatWire.DONE}) {
                    to.chunk(event);
                }
                to.lastChunk();
            } else {
                Script.json(200, ChatWire.completion("Once").replace(ChatWire.usage(11, 7), usage)).play(request, to);
            }
        };
    }

    @Row(20)
    @TestFactory
    Stream<DynamicTest> absurdCountsAreCutAndFlagged() {
        return HOUSE.each(one -> {
            HOUSE.first.otherwise(
                    using("{\"prompt_tokens\":-11,\"completion_tokens\":-7000000,\"total_tokens\":-7000011}"));
            var before = HOUSE.charged();
            var credited = HOUSE.record(one.ask(GATEWAY, "plain"));
            assertThat(credited.path("usage_clamped").asBoolean()).as("%s", credited).isTrue();
            assertThat(credited.path("total_cost").decimalValue()).isNotNegative();
            assertThat(HOUSE.charged()).isGreaterThanOrEqualTo(before);

            HOUSE.first.otherwise(using(
                    "{\"prompt_tokens\":11,\"completion_tokens\":9000000000000,\"total_tokens\":9000000000011}"));
            var ruined = HOUSE.record(one.ask(GATEWAY, "plain"));
            assertThat(ruined.path("usage_clamped").asBoolean()).as("%s", ruined).isTrue();
            assertThat(ruined.path("total_cost").decimalValue()).as("a whole context at most")
                    .isLessThan(new BigDecimal("0.3"));
        });
    }

    @Row(21)
    @TestFactory
    Stream<DynamicTest> nothingWithoutAReasonCostsNothing() {
        return HOUSE.each(one -> {
            var nothing = one.stream()
                    ? Script.begin(java.util.List.of(ChatWire.role(), ChatWire.usageEvent(11, 0), ChatWire.DONE))
                            .then((_, to) -> to.lastChunk())
                    : Script.json(200, ChatWire.completion("").replace("\"stop\"", "null").replace(
                            ChatWire.usage(11, 7), ChatWire.usage(11, 0)));
            HOUSE.secondServes(one, nothing, "plain");
            HOUSE.first.forget();
            var before = HOUSE.charged();
            var said = one.ask(GATEWAY, "only");
            assertThat(said.status()).as(said.text()).isEqualTo(502);
            var record = HOUSE.record(said);
            assertThat(record.path("total_cost").decimalValue()).isZero();
            assertThat(record.path("error").asString()).isEqualTo("provider_unavailable");
            assertThat(record.path("provider_responses").size()).isEqualTo(1);
            assertThat(HOUSE.charged()).isEqualByComparingTo(before);
        });
    }
}

package dev.interline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Upstreams that answer, but not what was asked. */
class RefusalsIT {
    private static final House HOUSE = new House("plain", "once", "only", "large", "three");

    @RegisterExtension
    static final TestGateway GATEWAY = HOUSE.gateway();

    private static final Script OVERFLOW = Script.json(400, """
            {"error":{"message":"This model's maximum context length is 128000 tokens","type":"invalid_request_error",\
            "code":"context_length_exceeded"}}""");
    private static final Script FILTERED = Script.json(400, """
            {"error":{"message":"The prompt was filtered","type":"invalid_request_error","code":"content_filter"}}""");
    private static final Script PREFILL = Script.error(400, "The conversation must end with a user message");
    private static final String OVERLOADED =
            "{\"error\":{\"message\":\"Overloaded\",\"type\":\"overloaded_error\"}}";

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    @Row(3)
    @TestFactory
    Stream<DynamicTest> one500IsNoOutage() {
        return HOUSE.each(one -> {
            HOUSE.secondServes(one, Script.error(500, "oops"), "once");
            HOUSE.first.otherwise(Script.chat("first"));
            assertThat(HOUSE.endpoint(one.model("once"), "first").path("status").asInt()).isZero();
            assertThat(one.ask(GATEWAY, "once").content()).isEqualTo("first");
        });
    }

    @Row(4)
    @TestFactory
    Stream<DynamicTest> a503GoesToTheSecond() {
        return HOUSE.each(one -> HOUSE.secondServes(one, Script.error(503, "come back"), "plain"));
    }

    @Row(12)
    @TestFactory
    Stream<DynamicTest> aPromptThatIsTooLongGoesWhereThereIsMoreRoom() {
        return HOUSE.each(one -> {
            HOUSE.first.otherwise(OVERFLOW);
            var served = one.ask(GATEWAY, "large");
            assertThat(served.content()).as(served.text()).isEqualTo("third");
            assertThat(HOUSE.second.requests()).as("no more room than the first").isEmpty();
            HOUSE.first.forget();

            var refused = one.ask(GATEWAY, "plain");
            assertThat(refused.status()).as(refused.text()).isEqualTo(400);
            assertThat(refused.error()).isEqualTo("context_length_exceeded");
            assertThat(HOUSE.first.requests()).hasSize(1);
            assertThat(HOUSE.second.requests()).isEmpty();
        });
    }

    @Row(13)
    @TestFactory
    Stream<DynamicTest> aFilteredPromptGoesToNoOtherEndpointOfItsModel() {
        return HOUSE.each(one -> {
            HOUSE.first.otherwise(FILTERED);
            var refused = one.ask(GATEWAY, "plain");
            assertThat(refused.status()).as(refused.text()).isEqualTo(400);
            assertThat(refused.error()).isEqualTo("content_policy_violation");
            assertThat(HOUSE.first.requests()).hasSize(1);
            assertThat(HOUSE.second.requests()).isEmpty();

            var other = one.ask(GATEWAY, one.body("plain", ",\"models\":[\"acme/other\"]"), TestGateway.withKey());
            assertThat(other.content()).as("a fallback model may: %s", other.text()).isEqualTo("third");
            assertThat(HOUSE.second.requests()).isEmpty();
        });
    }

    @Row(13)
    @TestFactory
    Stream<DynamicTest> aFilteredAnswerIsToldAsSuch() {
        return HOUSE.each(Case.all().stream().filter(one -> one.client() == Client.CHAT), one -> {
            HOUSE.first.otherwise((request, to) -> {
                if (request.streaming()) {
                    Script.begin(List.of(ChatWire.role(), ChatWire.text("Once"), ChatWire.finish("content_filter"),
                            ChatWire.DONE)).then((_, end) -> end.lastChunk()).play(request, to);
                } else {
                    Script.json(200, ChatWire.completion("Once").replace("\"stop\"", "\"content_filter\""))
                            .play(request, to);
                }
            });
            var said = one.ask(GATEWAY, "plain");
            assertThat(said.content()).isEqualTo("Once");
            assertThat(said.text()).contains("content_filter");
            assertThat(HOUSE.record(said).path("finish_reason").asString()).isEqualTo("content_filter");
            assertThat(HOUSE.second.requests()).isEmpty();
        });
    }

    @Row(14)
    @TestFactory
    Stream<DynamicTest> anEndpointThatRefusesAPrefillIsPassedOver() {
        return HOUSE.each(one -> {
            HOUSE.first.otherwise(Script.error(503, "come back"));
            HOUSE.second.otherwise(PREFILL);
            var served = one.ask(GATEWAY, "three");
            assertThat(served.content()).as(served.text()).isEqualTo("third");

            HOUSE.third.otherwise(PREFILL);
            var failed = one.ask(GATEWAY, "three");
            assertThat(failed.status()).as("the first error: %s", failed.text()).isEqualTo(503);
            assertThat(failed.error()).isEqualTo("provider_overloaded");
            assertThat(failed.text()).contains("come back");
        });
    }

    @Row(17)
    @TestFactory
    Stream<DynamicTest> anErrorInsideA200IsWhatItStandsFor() {
        return HOUSE.each(one -> {
            for (var before : List.of(List.<String>of(), List.of(ChatWire.role()))) {
                HOUSE.secondServes(one, one.stream()
                        ? Script.begin(before).then((_, to) -> to.chunk(ChatWire.event(OVERLOADED)).lastChunk())
                        : Script.json(200, OVERLOADED), "plain");
            }
            HOUSE.first.forget();
            var failed = one.ask(GATEWAY, "only");
            assertThat(failed.status()).as(failed.text()).isEqualTo(503);
            assertThat(failed.error()).isEqualTo("provider_overloaded");
        });
    }

    @Row(19)
    @TestFactory
    Stream<DynamicTest> aPageOrAnAnswerWithoutChoicesIsNoAnswer() {
        return HOUSE.each(one -> {
            for (var page : List.of(Script.html(200), Script.json(200, "{\"id\":\"x\",\"choices\":[]}"),
                    Script.json(200, ""))) {
                HOUSE.secondServes(one, page, "plain");
                HOUSE.first.forget();
                var failed = one.ask(GATEWAY, "only");
                assertThat(failed.status()).as(failed.text()).isEqualTo(502);
                assertThat(failed.error()).isEqualTo("provider_unavailable");
            }
        });
    }
}

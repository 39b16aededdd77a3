package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.util.HashSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Where requests go when it is left to the gateway: spread over equals, and away from what does not work. */
class RoutingIT {
    private static final String SPREAD = "acme/spread";
    private static final String BUSY = "acme/busy";
    private static final FakeUpstream ONE = FakeUpstream.saying("one");
    private static final FakeUpstream TWO = FakeUpstream.saying("two");
    private static final FakeUpstream THREE = FakeUpstream.saying("three");
    private static final String CACHED = "acme/cached";
    private static final FakeUpstream CACHING = FakeUpstream.playing(Script.json(200, caching()));
    private static final FakeUpstream ALSO_CACHING = FakeUpstream.playing(Script.json(200, caching()));
    private static final FakeUpstream THROTTLING =
            FakeUpstream.playing(Script.error(429, "slow down", "Retry-After", "60"));

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().environment("INTERLINE_ROUTING_ORDER", "balanced")
            .openai("one", ONE, SPREAD, BUSY)
            .openai("two", TWO, SPREAD, BUSY)
            .openai("three", THREE, SPREAD)
            .openai("throttling", THROTTLING, BUSY)
            .openai("caching", CACHING, CACHED)
            .openai("also-caching", ALSO_CACHING, CACHED)
            .config("models: {acme/cached: {pricing: {input_cache_read: \"0.0000001\"}}}")
            .forClass();

    @AfterAll
    static void closeUpstreams() {
        ONE.close();
        TWO.close();
        THREE.close();
        THROTTLING.close();
        CACHING.close();
        ALSO_CACHING.close();
    }

    @Test
    void spreadsRequestsOverEqualPrices() {
        THREE.forget();
        for (int i = 0; i < 90; i++) {
            ask(SPREAD);
        }
        assertThat(THREE.requests()).hasSizeBetween(10, 55);
        JsonNode three = endpoint(SPREAD, "three");
        assertThat(three.path("status").asInt()).isZero();
        assertThat(three.path("uptime_last_30m").asInt()).isEqualTo(100);
        assertThat(three.path("throughput_last_30m").path("p50").asDouble()).isPositive();
        assertThat(GATEWAY.get("/metrics").text())
                .containsPattern("interline_endpoint_share\\{endpoint=\"three\",model=\"acme/spread\"} 1");
    }

    @Test
    void leavesAnEndpointAloneForAsLongAsItAsks() {
        for (int i = 0; i < 100; i++) {
            ask(BUSY);
        }
        assertThat(THROTTLING.requests()).hasSize(1);
        JsonNode throttling = endpoint(BUSY, "throttling");
        assertThat(throttling.path("status").asInt()).isEqualTo(-1);
        assertThat(throttling.path("uptime_last_30m").isNull()).as("429 is no outage").isTrue();
    }

    @Test
    void keepsAConversationAtOneEndpoint() {
        var served = new HashSet<String>();
        for (int i = 0; i < 20; i++) {
            var answer = GATEWAY.post("/api/v1/chat/completions",
                    TestGateway.question(SPREAD, "Hi", false), "X-Session-Id", "one talk");
            served.add(answer.json().path("provider").asString());
        }
        assertThat(served).hasSize(1);
    }

    @Test
    void keepsAConversationWhereItsPromptIsCached() {
        var talks = new HashSet<String>();
        for (int talk = 0; talk < 12; talk++) {
            String turns = "{\"role\":\"system\",\"content\":\"Be kind\"},"
                    + "{\"role\":\"user\",\"content\":\"Talk %d\"}".formatted(talk);
            var served = new HashSet<String>();
            for (int turn = 0; turn < 6; turn++) {
                var answer = GATEWAY.post("/api/v1/chat/completions",
                        "{\"model\":\"%s\",\"messages\":[%s]}".formatted(CACHED, turns));
                served.add(answer.json().path("provider").asString());
                turns += ",{\"role\":\"assistant\",\"content\":\"Hello\"},{\"role\":\"user\",\"content\":\"More\"}";
            }
            assertThat(served).as("talk %d", talk).hasSize(1);
            talks.addAll(served);
        }
        assertThat(talks).as("each begins where chance wants").hasSize(2);
    }

    private static String caching() {
        return "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],\"usage\":"
                + "{\"prompt_tokens\":2000,\"completion_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":1800}}}";
    }

    private static void ask(String model) {
        var answer = GATEWAY.chat(model, "Hi");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static JsonNode endpoint(String model, String tag) {
        var answer = GATEWAY.get("/api/v1/models/" + model + "/endpoints");
        return StreamSupport.stream(answer.json().path("data").path("endpoints").spliterator(), false)
                .filter(endpoint -> endpoint.path("tag").asString().equals(tag)).findFirst().orElseThrow();
    }
}

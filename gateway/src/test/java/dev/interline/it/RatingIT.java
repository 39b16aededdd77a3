package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.MessagesWire;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Usage as real providers tell it becomes the money that one computes by hand, to the nano-dollar, wherever it is told. */
class RatingIT {
    private static final FakeUpstream OPENAI = FakeUpstream.saying("unused");
    private static final FakeUpstream ANTHROPIC = FakeUpstream.saying("unused");

    /** As long as the usage says, since nobody is charged for more than a prompt can be. */
    private static final String LONG = "Tell me more. ".repeat(6_000);

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().config("""
            providers:
              acme:
                base-url: %s/v1
                models:
                  - id: acme/cached
                    pricing: {prompt: "0.0000025", completion: "0.00001", input_cache_read: "0.00000125"}
                  - id: acme/marked-down
                    pricing: {prompt: "0.0000025", completion: "0.00001"}
                    discount: 0.2
                    pricing-overrides: [{utc-start: 0, utc-end: 2400, pricing: {completion: "0.00002"}}]
                  - id: acme/thinker
                    pricing: {prompt: "0.0000003", completion: "0.0000025"}
              openrouter: {api-key: k, base-url: "%s/v1"}
              bee:
                dialect: anthropic
                base-url: %s/v1
                models:
                  - id: bee/large
                    context-length: 1000000
                    pricing:
                      prompt: "0.000003"
                      completion: "0.000015"
                      input_cache_read: "0.0000003"
                      input_cache_write: "0.00000375"
                      input_cache_write_1h: "0.000006"
            """.formatted(OPENAI.uri(), OPENAI.uri(), ANTHROPIC.uri())).forClass();

    @BeforeEach
    void forget() {
        OPENAI.forget();
        ANTHROPIC.forget();
    }

    @AfterAll
    static void closeUpstreams() {
        OPENAI.close();
        ANTHROPIC.close();
    }

    private static BigDecimal used() {
        return GATEWAY.getWithKey("/api/v1/key").json().at("/data/usage").decimalValue();
    }

    /** Asks, and compares what the answer, the record and the key say. */
    private static void assertCosts(String model, boolean stream, String dollars) {
        var before = used();
        String id;
        JsonNode usage;
        if (stream) {
            try (var events = GATEWAY.streamChat(model, LONG).all()) {
                id = events.headers().value("X-Generation-Id").orElseThrow();
                usage = events.chunks().stream().filter(chunk -> chunk.path("usage").isObject()).findFirst()
                        .orElseThrow().path("usage");
            }
        } else {
            var answer = GATEWAY.chat(model, LONG);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            id = answer.header("X-Generation-Id");
            usage = answer.json().path("usage");
        }
        var cost = new BigDecimal(dollars);
        assertThat(usage.path("cost").decimalValue()).as(usage.toString()).isEqualByComparingTo(cost);
        var record = GATEWAY.getWithKey("/api/v1/generation?id=" + id).json().path("data");
        assertThat(record.path("total_cost").decimalValue()).isEqualByComparingTo(cost);
        assertThat(record.path("usage_clamped").asBoolean()).isFalse();
        assertThat(used().subtract(before)).isEqualByComparingTo(cost);
    }

    private static Script chatWith(String usage) {
        return Script.json(200, """
                {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":
                {"role":"assistant","content":"Hello"},"finish_reason":"stop"}],"usage":%s}""".formatted(usage));
    }

    /** (1,000 x 2.5 + 100 x 20) x 0.8 = 3,600 millionths, since the other price holds at all hours. */
    @Test
    void discountsAndTimesOfTheDayCount() {
        OPENAI.otherwise(chatWith("{\"prompt_tokens\":1000,\"completion_tokens\":100,\"total_tokens\":1100}"));
        assertCosts("acme/marked-down", false, "0.0036");
        assertThat(GATEWAY.get("/api/v1/models/acme/marked-down/endpoints").json().at("/data/endpoints/0/pricing"))
                .isEqualTo(Json.tree("""
                        {"prompt":"0.0000025","completion":"0.00001","discount":0.2,
                         "overrides":[{"utc_start":0,"utc_end":2400,"completion":"0.00002"}]}"""));
    }

    /** 86 x 2.5 + 1,920 x 1.25 + 300 x 10 = 5,615 millionths of a dollar. */
    @Test
    void openAiChargesLessForCachedTokens() {
        var usage = """
                {"prompt_tokens":2006,"completion_tokens":300,"total_tokens":2306,"prompt_tokens_details":
                {"cached_tokens":1920,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":128,
                "audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}""";
        OPENAI.otherwise(chatWith(usage));
        assertCosts("acme/cached", false, "0.005615");
        var last = "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],"
                + "\"usage\":" + usage.replace("\n", "") + "}";
        OPENAI.otherwise(Script.begin(List.of(ChatWire.role(), ChatWire.text("Hello"), ChatWire.finish("stop"),
                ChatWire.event(last), ChatWire.DONE)).then((_, to) -> to.lastChunk()));
        assertCosts("acme/cached", true, "0.005615");
    }

    /** 21 x 3 + 1,000 x 0.3 + 18,000 x 3.75 + 86 x 6 + 393 x 15 = 74,274 millionths. */
    @Test
    void anthropicTellsItsCachesAtTheBeginningOfAStream() {
        var start = MessagesWire.event("message_start", """
                {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m",\
                "content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":21,\
                "cache_creation_input_tokens":18086,"cache_read_input_tokens":1000,"cache_creation":\
                {"ephemeral_5m_input_tokens":18000,"ephemeral_1h_input_tokens":86},"output_tokens":1,\
                "service_tier":"standard"}}}""");
        var end = MessagesWire.event("message_delta", "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"
                + "\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":393}}");
        ANTHROPIC.otherwise(Script.begin(List.of(start, MessagesWire.begin().get(1), MessagesWire.text("Hello"),
                MessagesWire.event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}"), end,
                MessagesWire.event("message_stop", "{\"type\":\"message_stop\"}"))).then((_, to) -> to.lastChunk()));
        assertCosts("bee/large", true, "0.074274");
    }

    /** Google's form of the chat wire names no thoughts; its total has them: 35 x 0.3 + (12 + 62) x 2.5 = 195.5. */
    @Test
    void geminiThoughtsAreInTheTotalOnly() {
        OPENAI.otherwise(chatWith("{\"completion_tokens\":12,\"prompt_tokens\":35,\"total_tokens\":109}"));
        assertCosts("acme/thinker", false, "0.0001955");
        assertThat(GATEWAY.chat("acme/thinker", "Hi").json()
                .at("/usage/completion_tokens_details/reasoning_tokens").asInt()).isEqualTo(62);
    }

    /** A router's price is known only afterwards, from itself. */
    @Test
    void openRouterSaysWhatItCost() {
        OPENAI.otherwise(chatWith("""
                {"prompt_tokens":14,"completion_tokens":163,"total_tokens":177,"cost":0.00014146,"is_byok":false,
                "cost_details":{"upstream_inference_cost":null}}"""));
        assertCosts("openrouter/fusion", false, "0.00014146");
    }
}

package dev.interline.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Covers;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.TestGateway;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every parameter of a chat that documents 000 and 001 describe: its bounds are passed on, what lies beyond is refused. */
@Tag("shared")
class ParametersIT {
    private static final String CHAT = "/api/v1/chat/completions";
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("fine");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().config("""
            providers:
              acme:
                base-url: %s/v1
                models:
                  - id: openai/gpt-4o
                    supported-parameters: [temperature, top_p, top_k, max_tokens, stop, frequency_penalty,
                      presence_penalty, repetition_penalty]
            """.formatted(UPSTREAM.uri())).forClass();

    @BeforeEach
    void forget() {
        UPSTREAM.forget();
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    private static String with(String name, String value) {
        return "{\"model\":\"openai/gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"%s\":%s}"
                .formatted(name, value);
    }

    private static JsonNode passedOn(String name, String value) {
        var answer = GATEWAY.post(CHAT, with(name, value));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return UPSTREAM.requests().getLast().json().path(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"temperature|0.0|0.7|2.0|-0.1|2.1", "top_p|0.1|0.5|1.0|-0.1|1.1",
            "frequency_penalty|-2.0|0.0|2.0|-2.1|2.1", "presence_penalty|-2.0|0.0|2.0|-2.1|2.1",
            "repetition_penalty|0.1|1|2.0|-0.1|2.1", "top_k|1|40|1000|-1|1.5", "max_tokens|1|4096|16384|0|1.5"})
    @Covers({"000:66-71", "001:203", "001:205-207", "001:209", "001:215", "001:217-218", "001:221", "001:223",
            "001:226",
            "001:232"})
    void numbers(String name, String least, String middle, String most, String below, String above) {
        for (var value : List.of(least, middle, most)) {
            assertThat(passedOn(name, value)).as(name).isEqualTo(Json.tree(value));
        }
        for (var value : List.of(below, above, "\"1\"", "[]")) {
            var refused = GATEWAY.post(CHAT, with(name, value));
            assertThat(refused.status()).as(name + " " + value + refused.text()).isEqualTo(400);
            assertThat(refused.errorMessage()).contains(name);
        }
        assertThat(passedOn(name, "null").isMissingNode() || passedOn(name, "null").isNull()).isTrue();
    }

    @Test
    @Covers("000:72")
    void stream() {
        try (var events = GATEWAY.stream(CHAT, with("stream", "true"))) {
            assertThat(events.all().content()).isEqualTo("fine");
        }
        assertThat(GATEWAY.post(CHAT, with("stream", "false")).content()).isEqualTo("fine");
        assertThat(GATEWAY.post(CHAT, with("stream", "\"yes\"")).errorMessage()).contains("stream");
    }

    @Test
    void stop() {
        assertThat(passedOn("stop", "\"END\"").toString()).contains("END");
        assertThat(passedOn("stop", "[\"END\",\"FIN\"]")).isEqualTo(Json.tree("[\"END\",\"FIN\"]"));
        assertThat(GATEWAY.post(CHAT, with("stop", "7")).errorMessage()).contains("stop");
    }

    @Test
    @Covers("000:62-64")
    void required() {
        var nothing = GATEWAY.post(CHAT, "{\"model\":\"openai/gpt-4o\"}");
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.errorMessage()).contains("messages");
        var nobody = GATEWAY.post(CHAT, "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
        assertThat(nobody.status()).isEqualTo(400);
        assertThat(nobody.errorMessage()).contains("model");
    }
}

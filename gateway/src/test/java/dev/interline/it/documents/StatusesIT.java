package dev.interline.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.Covers;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every HTTP status and every finish reason that documents 000 and 001 list comes about as they say. */
@Tag("shared")
class StatusesIT {
    private static final String CHAT = "/api/v1/chat/completions";
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("fine");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().openai("openai", UPSTREAM, "openai/gpt-4o")
            .config("limits: {rates: {key: {per-minute: 40}}}").forClass();

    @BeforeEach
    void forget() {
        UPSTREAM.forget().otherwise(Script.chat("fine"));
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    private static void assertStatus(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().at("/error/code").asInt()).isEqualTo(status);
        assertThat(answer.errorMessage()).isNotEmpty();
    }

    private static String key(String... options) {
        var line = new ArrayList<>(List.of("keys", "create", "--name", "key-" + System.nanoTime()));
        line.addAll(List.of(options));
        return GATEWAY.run(line.toArray(String[]::new)).printed();
    }

    private static Answer chat(String key) {
        try (var client = GATEWAY.connect()) {
            return client.request("POST", CHAT, TestGateway.question("openai/gpt-4o", "Hi", false).getBytes(
                    java.nio.charset.StandardCharsets.UTF_8), "Authorization", "Bearer " + key).answer();
        }
    }

    @Test
    @Covers({"000:175-177", "001:306-308"})
    void successAndWhatTheClientDoesWrong() {
        assertThat(GATEWAY.chat("openai/gpt-4o", "Hi").status()).isEqualTo(200);
        assertStatus(GATEWAY.post(CHAT, "{\"model\":\"openai/gpt-4o\",\"messages\":7}"), 400);
        assertStatus(chat("sk-or-v1-wrong"), 401);
    }

    @Test
    @Covers({"001:309-310"})
    void whatAKeyMayNot() {
        assertStatus(chat(key("--limit", "0.0001")), 402);
        assertStatus(chat(key("--limit", "0")), 403);
    }

    @Test
    @Covers({"000:178", "001:311"})
    void tooMany() {
        UPSTREAM.otherwise(Script.error(429, "slow down"));
        assertStatus(GATEWAY.chat("openai/gpt-4o", "Hi"), 429);
    }

    @ParameterizedTest
    @CsvSource({"500,502", "502,502", "503,503", "401,502"})
    @Covers({"000:179-180", "001:312-314"})
    void upstreamErrors(int upstream, int status) {
        UPSTREAM.otherwise(Script.error(upstream, "broken"));
        assertStatus(GATEWAY.chat("openai/gpt-4o", "Hi"), status);
    }

    @ParameterizedTest
    @CsvSource({"stop", "length", "content_filter", "tool_calls"})
    @Covers("001:296-299")
    void finishReasons(String reason) {
        UPSTREAM.next(Script.json(200, ChatWire.completion("fine").replace("\"stop\"", "\"" + reason + "\"")));
        assertThat(GATEWAY.chat("openai/gpt-4o", "Hi").json().at("/choices/0/finish_reason").asString())
                .isEqualTo(reason);
    }

    @Test
    @Covers("001:300")
    void aStreamThatBreaksOffEndsWithAnError() {
        UPSTREAM.next(Script.begin(List.of(ChatWire.role(), ChatWire.delta("{\"content\":\"fi\"}")))
                .then((_, to) -> to.reset()));
        try (var events = GATEWAY.streamChat("openai/gpt-4o", "Hi").all()) {
            var last = events.chunks().stream().filter(chunk -> chunk.has("error")).toList().getLast();
            assertThat(last.at("/choices/0/finish_reason").asString()).isEqualTo("error");
        }
    }
}

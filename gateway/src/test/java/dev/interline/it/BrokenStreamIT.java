package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.EventStream;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.MessagesWire;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * After content nothing is tried again: the failure is told inside the stream, which ends well-formed, and charged. What an
 * upstream of the chat wire does is in {@code it.faults}; here are Anthropic's, and what follows.
 */
class BrokenStreamIT {
    private static final String MODEL = "acme/one";
    private static final String CLAUDE = "acme/claude";
    private static final FakeUpstream CHAT = FakeUpstream.saying("unused");
    private static final FakeUpstream MESSAGES = FakeUpstream.saying("unused");
    private static final FakeUpstream SPARE = FakeUpstream.saying("never asked");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().openai("first", CHAT, MODEL)
            .anthropic("claude", MESSAGES, CLAUDE).openai("spare", SPARE, MODEL, CLAUDE)
            .config("timeouts: {idle: 300ms}").forClass();

    @BeforeEach
    void forget() {
        CHAT.forget();
        MESSAGES.forget();
        SPARE.forget();
    }

    @AfterAll
    static void closeUpstreams() {
        CHAT.close();
        MESSAGES.close();
        SPARE.close();
    }

    /** What an upstream does after it has said a few words. */
    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("reset", (Script) (_, to) -> to.reset()),
                Arguments.of("closed", (Script) (_, to) -> to.close()),
                Arguments.of("half closed", (Script) (_, to) -> to.halfClose()),
                Arguments.of("ended without a finish", (Script) (_, to) -> to.lastChunk()),
                Arguments.of("stalled", Script.silence()),
                Arguments.of("malformed event", (Script) (_, to) -> to.chunk("data: {\"choices\":[{\"del\n\n")),
                Arguments.of("malformed chunk size", (Script) (_, to) -> to.write("zz\r\n")));
    }

    private static String[] words() {
        return new String[]{"Once", " upon", " a", " time"};
    }

    private static Script saying() {
        return (_, to) -> {
            to.eventStream().chunk(ChatWire.role());
            for (var word : words()) {
                to.chunk(ChatWire.text(word));
            }
        };
    }

    private static Script sayingAsAnthropic() {
        return (_, to) -> {
            to.eventStream().chunk(String.join("", MessagesWire.begin()));
            for (var word : words()) {
                to.chunk(MessagesWire.text(word));
            }
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void isToldInTheChatStreamOfAnotherWire(String name, Script fault) {
        MESSAGES.next(sayingAsAnthropic().then(fault));
        try (var stream = GATEWAY.stream("/api/v1/chat/completions", question()).all()) {
            assertToldAsChat(stream);
        }
    }

    private static String question() {
        return """
                {"model":"acme/claude","stream":true,"max_tokens":100,"provider":{"order":["claude"]},\
                "messages":[{"role":"user","content":"Hi"}]}""";
    }

    private static void assertToldAsChat(EventStream stream) {
        assertThat(stream.content()).isEqualTo("Once upon a time");
        var told = stream.chunks().stream().filter(chunk -> chunk.has("error")).toList();
        assertThat(told).as("chunks with an error in %s", stream.events()).hasSize(1);
        var error = told.getFirst();
        assertThat(error.at("/error/code").asInt()).isIn(502, 503, 504);
        assertThat(error.at("/error/message").asString()).isNotEmpty();
        assertThat(error.at("/error/metadata/error_type").asString()).isNotEmpty();
        assertThat(error.at("/choices/0/finish_reason").asString()).isEqualTo("error");
        assertThat(error.path("id").asString()).startsWith("gen-");
        assertThat(SPARE.requests()).isEmpty();

        var id = stream.headers().value("X-Generation-Id").orElse("");
        var record = GATEWAY.getWithKey("/api/v1/generation?id=" + id);
        assertThat(record.status()).as(record.text()).isEqualTo(200);
        assertThat(record.json().at("/data/total_cost").asDouble()).as(record.text()).isPositive();
        assertThat(record.json().at("/data/finish_reason").asString()).isEqualTo("error");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void isToldInTheMessagesStream(String name, Script fault) {
        MESSAGES.next(sayingAsAnthropic().then(fault));
        try (var stream = GATEWAY.stream("/api/v1/messages", question()).all()) {
            assertToldAsMessages(stream);
        }
    }

    private static void assertToldAsMessages(EventStream stream) {
        assertThat(stream.content()).isEqualTo("Once upon a time");
        var last = stream.events().getLast();
        assertThat(last.name()).isEqualTo("error");
        assertThat(last.json().path("type").asString()).isEqualTo("error");
        assertThat(last.json().at("/error/type").asString()).isIn("api_error", "timeout_error", "overloaded_error");
        assertThat(last.json().at("/error/message").asString()).isNotEmpty();
        assertThat(SPARE.requests()).isEmpty();
    }

    @Test
    void passesTheUpstreamsOwnErrorOn() {
        CHAT.next(saying().then((_, to) -> {
            to.chunk(ChatWire.event("{\"error\":{\"message\":\"the model is on fire\",\"code\":503}}"));
            to.lastChunk();
        }));
        try (var stream = GATEWAY.streamChat(MODEL, "Hi").all()) {
            assertToldAsChat(stream);
            assertThat(stream.events().toString()).contains("the model is on fire");
        }
    }

    @Test
    void leavesTheConnectionUsable() {
        CHAT.next(saying().then(Script.reset()), Script.chat("again"));
        try (var stream = GATEWAY.streamChat(MODEL, "Hi").all()) {
            var answer = stream.connection().request("POST", "/api/v1/chat/completions",
                    TestGateway.question(MODEL, "Hi", false).getBytes(), TestGateway.withKey()).answer();
            assertThat(answer.content()).isEqualTo("again");
        }
    }

    @Test
    void acceptsAStreamThatEndsWithItsConnection() {
        CHAT.next((_, to) -> {
            to.untilClose("text/event-stream");
            for (var event : List.of(ChatWire.text("whole"), ChatWire.finish("stop"), ChatWire.usageEvent(1, 1),
                    ChatWire.DONE)) {
                to.write(event);
            }
            to.close();
        });
        try (var stream = GATEWAY.streamChat(MODEL, "Hi").all()) {
            assertThat(stream.content()).isEqualTo("whole");
            assertThat(stream.chunks()).noneMatch(chunk -> chunk.has("error"));
            assertThat(stream.events().getLast().isDone()).isTrue();
        }
    }
}

package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.MessagesWire;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.time.Duration;
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
 * Whatever the first upstream does before its first content, the client hears the second and nothing of the first. The faults
 * of the table are in {@code it.faults}; here are their variants, and what follows.
 */
class FailoverIT {
    private static final String MODEL = "acme/one";
    private static final String CLAUDE = "acme/claude";
    private static final String HASTY = "acme/hasty";
    private static final FakeUpstream FIRST = FakeUpstream.throttling();
    private static final FakeUpstream SECOND = FakeUpstream.saying("second");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().openai("first", FIRST, MODEL)
            .openai("second", SECOND, MODEL, CLAUDE)
            .anthropic("first-claude", FIRST, CLAUDE)
            .openai("hasty", FIRST, HASTY).having("timeouts: {response-headers: 150ms, first-content: 150ms}")
            .openai("patient", SECOND, HASTY).having("timeouts: {first-content: 10s, total: 20s}")
            .config("timeouts: {connect: 1s, response-headers: 500ms, first-content: 600ms, idle: 500ms, total: 15s}")
            .forClass();

    /** Each fault meets a fresh connection: what one that was used before leaves unanswered is sent again. */
    @BeforeEach
    void forget() {
        FIRST.forget().hangUp();
        SECOND.forget().otherwise(Script.chat("second"));
    }

    @AfterAll
    static void closeUpstreams() {
        FIRST.close();
        SECOND.close();
    }

    private static Script stream(String... events) {
        return Script.begin(List.of(events)).then((_, to) -> to.lastChunk());
    }

    private static Script bytes(String head, String body) {
        return (_, to) -> {
            to.write(head + body);
            to.close();
        };
    }

    static Stream<Arguments> faults() {
        var sse = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                Arguments.of("502", Script.html(502)),
                Arguments.of("529", Script.error(529, "overloaded")),
                Arguments.of("401 of ours", Script.error(401, "wrong key")),
                Arguments.of("402 of ours", Script.error(402, "no money")),
                Arguments.of("404", Script.error(404, "no such model")),
                Arguments.of("no HTTP", bytes("SSH-2.0-OpenSSH_9.6\r\n", "")),
                Arguments.of("an error in a 200", Script.json(200, "{\"error\":{\"message\":\"down\",\"code\":502}}")),
                Arguments.of("headers, then silence", (Script) (_, to) -> to.eventStream()),
                Arguments.of("comments only", (Script) (_, to) -> {
                    to.eventStream();
                    while (!to.peerClosed()) {
                        to.chunk(": processing\n\n");
                        Thread.sleep(50);
                    }
                }),
                Arguments.of("a reset before content", (Script) (_, to) -> to.eventStream().chunk(ChatWire.role())
                        .reset()),
                Arguments.of("an end before content", stream(ChatWire.role())),
                Arguments.of("[DONE] before content", stream(ChatWire.role(), ChatWire.DONE)),
                Arguments.of("a malformed first event", stream("data: {\"choices\":[{\"del\n\n")),
                Arguments.of("a malformed chunk size", bytes(sse, "zz\r\n" + ChatWire.text("no"))),
                Arguments.of("nothing but a usage", stream(ChatWire.usageEvent(11, 0), ChatWire.DONE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void isSilentForStreams(String name, Script fault) {
        FIRST.otherwise(fault);
        try (var stream = GATEWAY.streamChat(MODEL, "Hi").all()) {
            assertThat(stream.content()).as(name).isEqualTo("second");
            assertThat(stream.events().getLast().isDone()).isTrue();
            assertThat(stream.chunks()).allSatisfy(
                    chunk -> assertThat(chunk.path("provider").asString()).isEqualTo("second"));
            assertThat(FIRST.requests()).hasSize(1);
            assertThat(SECOND.requests()).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void isSilentForJson(String name, Script fault) {
        FIRST.otherwise(fault);
        var answer = GATEWAY.chat(MODEL, "Hi");
        assertThat(answer.status()).as("%s: %s", name, answer.text()).isEqualTo(200);
        assertThat(answer.content()).as(name).isEqualTo("second");
        assertThat(answer.json().path("provider").asString()).isEqualTo("second");
        assertThat(FIRST.requests()).hasSize(1);
        assertThat(SECOND.requests()).hasSize(1);
    }

    @Test
    void comesBackToAnUpstreamThatHungUpMeanwhile() {
        SECOND.otherwise(Script.error(503, "not to be asked"));
        for (int i = 0; i < 20; i++) {
            FIRST.forget().otherwise(Script.chat("first"));
            assertThat(GATEWAY.chat(MODEL, "Hi").content()).isEqualTo("first");
            FIRST.hangUp();
            try (var stream = GATEWAY.streamChat(MODEL, "Hi").all()) {
                assertThat(stream.content()).isEqualTo("first");
            }
            assertThat(FIRST.requests()).hasSize(2);
        }
        assertThat(SECOND.requests()).isEmpty();
    }

    @Test
    void comesBackFromAnthropicsErrorEvents() {
        FIRST.otherwise(Script.json(500, "{}"));
        for (var events : List.of(
                List.of(MessagesWire.event("error",
                        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}")),
                List.of(MessagesWire.messageStart(), MessagesWire.event("error",
                        "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"Broken\"}}")),
                MessagesWire.begin())) {
            FIRST.forget().otherwise(Script.begin(events).then((_, to) -> to.lastChunk()));
            SECOND.forget();
            try (var stream = GATEWAY.stream("/api/v1/chat/completions", """
                    {"model":"acme/claude","stream":true,"provider":{"order":["first-claude","second"]},\
                    "messages":[{"role":"user","content":"Hi"}]}""").all()) {
                assertThat(stream.content()).isEqualTo("second");
            }
        }
    }

    @Test
    void givesTheRealStatusWhenAllFail() {
        FIRST.otherwise(Script.error(429, "slow down", "Retry-After", "9"));
        SECOND.otherwise(Script.error(429, "slow down", "Retry-After", "4"));
        for (boolean stream : List.of(true, false)) {
            var answer = GATEWAY.post("/api/v1/chat/completions", TestGateway.question(MODEL, "Hi", stream));
            assertThat(answer.status()).as(answer.text()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).isEqualTo("4");
            var error = answer.json().path("error");
            assertThat(error.path("code").asInt()).isEqualTo(429);
            assertThat(error.at("/metadata/error_type").asString()).isEqualTo("rate_limit_exceeded");
            assertThat(error.at("/metadata/provider_name").asString()).isNotEmpty();
            assertThat(error.at("/metadata/raw").asString()).contains("slow down");
        }
    }

    @Test
    void givesTheRealStatusAlsoWhenHeadersCame() {
        FIRST.otherwise((_, to) -> to.eventStream().chunk(ChatWire.role()));
        SECOND.otherwise(Script.error(503, "come back"));
        var answer = GATEWAY.post("/api/v1/chat/completions", TestGateway.question(MODEL, "Hi", true));
        assertThat(answer.status()).as(answer.text()).isIn(503, 504);
    }

    @Test
    void tellsInTheStreamWhenAllFailAfterAComment() {
        try (var gateway = TestGateway.with().openai("first", FIRST, MODEL).openai("second", SECOND, MODEL)
                .config("timeouts: {first-content: 600ms, keep-alive-comment: 200ms}").start()) {
            FIRST.otherwise((_, to) -> to.eventStream().chunk(ChatWire.role()));
            SECOND.otherwise(Script.error(503, "come back"));
            try (var stream = gateway.streamChat(MODEL, "Hi").all()) {
                assertThat(stream.status()).isEqualTo(200);
                assertThat(stream.events().getFirst().comment()).isEqualTo("OPENROUTER PROCESSING");
                var told = stream.chunks().getLast();
                assertThat(told.at("/error/code").asInt()).isIn(503, 504);
                assertThat(told.at("/choices/0/finish_reason").asString()).isEqualTo("error");
            }

            SECOND.otherwise(Script.chat("second"));
            try (var stream = gateway.streamChat(MODEL, "Hi").all()) {
                assertThat(stream.events().getFirst().comment()).isEqualTo("OPENROUTER PROCESSING");
                assertThat(stream.content()).as("failover goes on behind the comments").isEqualTo("second");
            }
        }
    }

    @Test
    void usesTheTimeoutsOfTheProvider() {
        FIRST.otherwise(Script.silence());
        SECOND.otherwise((_, to) -> {
            to.eventStream().chunk(ChatWire.role());
            Thread.sleep(1_000);
            for (var event : ChatWire.events("in the end")) {
                to.chunk(event);
            }
            to.lastChunk();
        });
        long since = System.nanoTime();
        try (var stream = GATEWAY.streamChat(HASTY, "Hi").all()) {
            assertThat(stream.content()).as("%s", stream.events()).isEqualTo("in the end");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void doesNotTryAnotherWhenToldNotTo() {
        FIRST.otherwise(Script.error(503, "come back"));
        var answer = GATEWAY.post("/api/v1/chat/completions", """
                {"model":"acme/one","provider":{"order":["first"],"allow_fallbacks":false},\
                "messages":[{"role":"user","content":"Hi"}]}""");
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(SECOND.requests()).isEmpty();
    }

    @Test
    void givesBothRequestsTheSameBody() {
        FIRST.otherwise(Script.error(503, "come back"));
        GATEWAY.chat(MODEL, "Hi");
        assertThat(SECOND.request().text()).isEqualTo(FIRST.request().text());
    }
}

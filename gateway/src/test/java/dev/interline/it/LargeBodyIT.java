package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.HttpConnection;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests with images of many megabytes, to upstreams that read them late. */
class LargeBodyIT {
    private static final String CHAT = "/api/v1/chat/completions";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String IMAGE = image(10 << 20);
    private static final FakeUpstream FIRST = FakeUpstream.saying("seen");
    private static final FakeUpstream SECOND = FakeUpstream.saying("seen");
    private static final FakeUpstream CLAUDE = FakeUpstream.playing(Script.messages("seen"));

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().openai("first", FIRST, "acme/chat")
            .openai("second", SECOND, "acme/chat", "acme/other")
            .anthropic("claude", CLAUDE, "acme/claude").forClass();

    @BeforeEach
    void forget() {
        FIRST.forget();
        SECOND.forget();
        CLAUDE.forget();
    }

    @AfterEach
    void readOn() {
        FIRST.readBodies();
        CLAUDE.readBodies();
    }

    @AfterAll
    static void closeUpstreams() {
        FIRST.close();
        SECOND.close();
        CLAUDE.close();
    }

    private static String image(int size) {
        var bytes = new byte[size / 4 * 3];
        new Random(7).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A request in chat's wire; what a provider is sent of it differs in the model's name only. */
    private static byte[] chat(String model) {
        return Json.bytes("""
                {"model":"%s","messages":[{"role":"user","content":[{"type":"text","text":"What is this?"},\
                {"type":"image_url","image_url":{"url":"data:image/png;base64,%s"}}]}],"max_tokens":9}"""
                .formatted(model, IMAGE));
    }

    /** The same in Anthropic's. */
    private static byte[] messages(String model) {
        return Json.bytes("""
                {"model":"%s","messages":[{"role":"user","content":[{"type":"image","source":\
                {"type":"base64","media_type":"image/png","data":"%s"}}]}],"max_tokens":9}""".formatted(model, IMAGE));
    }

    private static Answer ask(String path, byte[] body) {
        try (var client = GATEWAY.connect()) {
            return client.request("POST", path, body, TestGateway.withKey()).answer();
        }
    }

    @Test
    void passesEveryByteOnAsItsUpstreamReads() {
        FIRST.holdBodies();
        try (var client = GATEWAY.connect()) {
            client.request("POST", CHAT, chat("acme/chat"), TestGateway.withKey());
            await().atMost(PATIENCE).until(() -> FIRST.heads() > 0);
            assertThat(GATEWAY.chat("acme/other", "Hi").status()).as("others meanwhile").isEqualTo(200);
            FIRST.readBodies();
            assertThat(client.answer().status()).isEqualTo(200);
        }
        assertThat(FIRST.request().body()).isEqualTo(chat("up-acme-chat"));
    }

    @Test
    void passesEveryByteOnInAnthropicsWire() {
        assertThat(ask("/api/v1/messages", messages("acme/claude")).status()).isEqualTo(200);
        assertThat(CLAUDE.request().body()).isEqualTo(messages("up-acme-claude"));
    }

    @Test
    void passesEveryByteOnToTheNextCandidate() {
        FIRST.next(Script.error(500, "broken"));
        assertThat(ask(CHAT, chat("acme/chat")).status()).isEqualTo(200);
        assertThat(SECOND.request().body()).isEqualTo(FIRST.request().body()).isEqualTo(chat("up-acme-chat"));
    }

    /** More than fit into the heap at once: some wait for others, and those that wait too long are told to come again. */
    @Test
    void survivesFiftyAtOnce() throws Exception {
        byte[] message = HttpConnection.message("POST", CHAT, chat("acme/chat"), TestGateway.withKey());
        FIRST.keepNoBodies().holdBodies();
        int before = FIRST.heads();
        Callable<Integer> client = () -> {
            try (var connection = GATEWAY.connect()) {
                return connection.send(message).answer().status();
            }
        };
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 50).mapToObj(_ -> clients.submit(client)).toList();
            await().atMost(PATIENCE).until(() -> FIRST.heads() - before >= 20);
            FIRST.readBodies();
            for (var answer : answers) {
                assertThat(answer.get()).isIn(200, 503);
            }
        }
        assertThat(GATEWAY.chat("acme/other", "Hi").status()).isEqualTo(200);
    }
}

package dev.interline.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.config.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChatCommandTest {
    private static final String[] HELLO = {": OPENROUTER PROCESSING",
            "{\"model\":\"acme/large\",\"provider\":\"Acme\",\"choices\":[{\"delta\":{\"reasoning\":\"Hmm.\"}}]}",
            "{\"choices\":[{\"delta\":{\"content\":\"Hello, \"}}]}",
            "{\"choices\":[{\"delta\":{\"content\":\"wörld\"}}]}",
            "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":34,\"cost\":0.0000213}}",
            "[DONE]"};

    private CannedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new CannedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void streamsTheAnswerAndTellsWhatItCost() {
        server.on("/api/v1/chat/completions", CannedServer.events(HELLO));

        var typed = chat("--model", "acme/large", "--system", "Be brief.", "Say", "hello");

        assertThat(typed.err().strip()).isEqualTo("[acme/large by Acme: 12 + 34 tokens, $0.0000213]");
        assertThat(typed.out().strip()).isEqualTo("Hello, wörld");
        assertThat(typed.code()).isZero();
        var request = server.requests().getFirst();
        assertThat(request.authorization()).isEqualTo("Bearer sk-test");
        assertThat(request.body()).isEqualTo("{\"model\":\"acme/large\",\"messages\":[{\"role\":\"system\","
                + "\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Say hello\"}],\"stream\":true}");
    }

    @Test
    void printsTheRawAnswerAsJson() {
        server.on("/api/v1/chat/completions", CannedServer.json(200, "{\"id\":\"gen-1\",\"x\": 1}"));

        var typed = chat("--json", "hello");

        assertThat(typed.out().strip()).isEqualTo("{\"id\":\"gen-1\",\"x\": 1}");
        assertThat(server.requests().getFirst().body()).doesNotContain("stream");
    }

    @Test
    void saysInOneLineWhyItWasRefused() {
        server.on("/api/v1/chat/completions", CannedServer.json(401, "{\"error\":{\"message\":\"Invalid API key\"}}"));

        var typed = chat("hello");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err().strip()).isEqualTo("interline: 401 Invalid API key, " + server.url()
                + "/api/v1, give a key with --key or INTERLINE_API_KEY");
    }

    @Test
    void failsWhenTheAnswerFailsAfterItHadBegun() {
        server.on("/api/v1/chat/completions", CannedServer.events(HELLO[2],
                "{\"error\":{\"code\":502,\"message\":\"Upstream went away\"},\"choices\":[{\"delta\":{},"
                        + "\"finish_reason\":\"error\"}]}",
                "[DONE]"));

        var typed = chat("--model", "acme/large", "hello");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out().strip()).isEqualTo("Hello,");
        assertThat(typed.err().strip()).isEqualTo(
                "interline: Upstream went away, acme/large, try again or choose another model");
    }

    @Test
    void failsWhenTheStreamEndsWithoutItsEnd() {
        server.on("/api/v1/chat/completions", CannedServer.events(HELLO[2]));

        var typed = chat("hello");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("interline: the answer broke off (no end)");
    }

    @Test
    void remembersTheConversationAndObeysItsCommands() throws Exception {
        server.on("/api/v1/chat/completions", CannedServer.events(HELLO));

        var said = talk("one\n\n/model other/model\n/system Short.\ntwo\n/reset\nthree\n/what\n/quit\nnever\n");

        assertThat(server.requests()).hasSize(3);
        assertThat(body(0).at("/messages")).hasSize(1);
        assertThat(body(1).at("/model").asString()).isEqualTo("other/model");
        assertThat(body(1).at("/messages")).hasSize(4);
        assertThat(body(1).at("/messages/2/content").asString()).isEqualTo("Hello, wörld");
        assertThat(body(2).at("/messages")).hasSize(2);
        assertThat(said).contains("[other/model, system: Short., 2 messages]", "/model ID, /system TEXT");
    }

    @Test
    void dimsReasoningInATerminal() throws Exception {
        server.on("/api/v1/chat/completions", CannedServer.events(HELLO));

        assertThat(talk("one\n")).contains("\u001b[2mHmm.\u001b[0m" + System.lineSeparator()
                + System.lineSeparator() + "Hello, wörld");
    }

    @Test
    void anInterruptCancelsTheAnswerAndTheConversationGoesOn() throws Exception {
        var gone = new CountDownLatch(1);
        server.on("/api/v1/chat/completions", exchange -> {
            CannedServer.events(HELLO[2]).to(exchange);
            if (server.requests().size() == 1) {
                try {
                    while (true) { // until the client is gone
                        exchange.getResponseBody().write(": still here\n\n".getBytes());
                        exchange.getResponseBody().flush();
                    }
                } catch (IOException e) {
                    gone.countDown();
                }
            } else {
                exchange.getResponseBody().write("data: [DONE]\n\n".getBytes());
            }
        });
        var out = new StringWriter();
        var typing = new PipedWriter();
        try (var reader = new BufferedReader(new PipedReader(typing)); var at = running()) {
            var talk = new Talk(at, new Talk.Settings("m", "", true), new PrintWriter(out, true),
                    new PrintWriter(out, true));
            var thread = Thread.ofPlatform().start(() -> {
                try {
                    talk.interact(reader);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            typing.write("one\n");
            typing.flush();
            await().untilAsserted(() -> assertThat(out.toString()).contains("Hello, "));
            thread.interrupt();
            await().untilAsserted(() -> assertThat(out.toString()).contains("[cancelled]"));
            gone.await();
            typing.write("two\n/quit\n");
            typing.close();
            thread.join();
        }
        assertThat(server.requests()).hasSize(2);
        assertThat(body(1).at("/messages")).hasSize(1);
    }

    private String talk(String typed) throws Exception {
        var out = new StringWriter();
        try (var at = running()) {
            new Talk(at, new Talk.Settings("acme/large", "", true), new PrintWriter(out, true),
                    new PrintWriter(out, true)).interact(new BufferedReader(new StringReader(typed)));
        }
        return out.toString();
    }

    private RunningServer running() {
        return new RunningServer(URI.create(server.url()), Optional.of(new Secret("sk-test")));
    }

    private JsonNode body(int index) {
        return JsonMapper.shared().readTree(server.requests().get(index).body());
    }

    private Typed chat(String... arguments) {
        var all = new ArrayList<>(List.of("chat", "--url", server.url(), "--key", "sk-test"));
        all.addAll(List.of(arguments));
        return Typed.interline(all.toArray(String[]::new));
    }
}

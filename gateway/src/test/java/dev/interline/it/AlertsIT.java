package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Manager;
import dev.interline.it.harness.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who comes near a limit is told to a webhook. */
class AlertsIT {
    private static final String MODEL = "acme/one";

    /** A hook that fails at first. */
    private static HttpServer hook(Queue<String> bodies, Queue<String> signatures) throws IOException {
        var calls = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", call -> {
            var body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (calls.getAndIncrement() == 0) {
                call.sendResponseHeaders(500, -1);
            } else {
                bodies.add(body);
                signatures.add(String.valueOf(call.getRequestHeaders().getFirst("X-Interline-Signature")));
                call.sendResponseHeaders(204, -1);
            }
            call.close();
        });
        server.start();
        return server;
    }

    @Test
    void areDelivered() throws IOException {
        var bodies = new ConcurrentLinkedQueue<String>();
        var signatures = new ConcurrentLinkedQueue<String>();
        var hook = hook(bodies, signatures);
        try (var upstream = FakeUpstream.saying("Hello");
                var gateway = TestGateway.with().config("""
                        alerts:
                          webhook: http://127.0.0.1:%d/hook
                          secret: hook-secret
                        """.formatted(hook.getAddress().getPort())).openai("acme", upstream, MODEL).start()) {
            var manager = Manager.of(gateway, "default");
            var key = manager.post("/keys", "{\"name\":\"small\",\"limit\":0.0005}").json();
            var question = "{\"model\":\"" + MODEL
                    + "\",\"max_tokens\":16,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
            // Each costs 25 millionths, and holds four times as much before.
            await().until(() -> manager.as(key.path("key").asString(), "POST", "/chat/completions", question)
                    .status() != 200);
            manager.ask("PATCH", "/keys/" + key.at("/data/hash").asString(), "{\"limit\":0.00005}");
            await().until(() -> !bodies.isEmpty());
            var alert = Json.tree(bodies.peek());
            assertThat(alert.path("type").asString()).isEqualTo("limit.reached");
            assertThat(alert.path("scope").asString()).isEqualTo("key");
            assertThat(alert.path("id")).isEqualTo(key.at("/data/hash"));
            assertThat(alert.path("name").asString()).isEqualTo("small");
            assertThat(signatures.peek()).matches("sha256=[0-9a-f]{64}");
            assertThat(gateway.errors()).contains("has used").doesNotContain("hook-secret");
        } finally {
            hook.stop(0);
        }
    }
}

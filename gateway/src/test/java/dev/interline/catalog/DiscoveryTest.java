package dev.interline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.interline.config.Config;
import dev.interline.config.Environment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    private static final Discovery.Pace FAST =
            new Discovery.Pace(Duration.ofMillis(500), Duration.ofMillis(20), Duration.ofMillis(20));

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "{\"data\": []}";
    private HttpServer upstream = startable();

    private static HttpServer startable() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException busy) {
            throw new IllegalStateException(busy);
        }
    }

    @BeforeEach
    void start() {
        upstream.createContext("/v1/models", exchange -> {
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        upstream.start();
    }

    @AfterEach
    void stop() {
        upstream.stop(0);
    }

    private LiveCatalog live(String yaml) {
        return new LiveCatalog(new Assembly(Known.load(), Set.of("openai"), List.of(), new Environment(Map.of())),
                Config.of(yaml));
    }

    private String selfHosted() {
        return "{catalog: {ollama: false}, providers: {mine: {base-url: 'http://127.0.0.1:"
                + upstream.getAddress().getPort() + "/v1', api-key: secret}}}";
    }

    @Test
    void addsWhatAnUpstreamListsAndTakesAwayWhatItListsNoMore() {
        var live = live(selfHosted());
        try (var discovery = new Discovery(live, FAST)) {
            discovery.start();
            answer = "{\"object\":\"list\",\"data\":[{\"id\":\"large\",\"max_model_len\":32768},{\"id\":\"small\"}]}";
            await().until(() -> live.current().model("mine/small").isPresent());
            assertThat(live.current().model("mine/large").orElseThrow().contextLength()).isEqualTo(32_768);
            assertThat(keys).contains("Bearer secret");
            answer = "{\"data\":[{\"id\":\"large\"}]}";
            await().until(() -> live.current().model("mine/small").isEmpty());
        }
    }

    @Test
    void keepsTheListOfAConfiguredUpstreamThatIsDown() {
        var live = live(selfHosted());
        try (var discovery = new Discovery(live, FAST)) {
            answer = "{\"data\":[{\"id\":\"large\"}]}";
            discovery.start();
            await().until(() -> live.current().model("mine/large").isPresent());
            status = 500;
            int before = keys.size();
            await().until(() -> keys.size() > before + 2);
            assertThat(live.current().model("mine/large")).isPresent();
        }
    }

    @Test
    void forgetsAListThatIsNoLongerToBeRead() {
        var live = live(selfHosted());
        try (var discovery = new Discovery(live, FAST)) {
            answer = "{\"data\":[{\"id\":\"large\"}]}";
            discovery.start();
            await().until(() -> live.current().model("mine/large").isPresent());
            live.reload(Config.of("catalog: {ollama: false}"));
            assertThat(live.current().model("mine/large")).isEmpty();
        }
    }

    @Test
    void leavesOutWhatCannotBeAModel() {
        var listing = Discovery.listing("""
                {"data": [{"id": "good", "meta": {"n_ctx_train": 2048}}, {"id": "two words"}, {"id": ""}, {"id": 7},
                          "text", {}]}""".getBytes(StandardCharsets.UTF_8));
        assertThat(listing.models()).containsExactly(new Listing.Item("good", 2_048));
        assertThat(Discovery.listing("[1]".getBytes(StandardCharsets.UTF_8)).models()).isEmpty();
    }
}

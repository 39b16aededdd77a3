package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.HttpConnection;
import dev.interline.it.harness.Manager;
import dev.interline.it.harness.TestGateway;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A management API on a listener of its own, and clients behind proxies. */
class ListenersIT {
    private static final Pattern MANAGEMENT = Pattern.compile("Management (http://127\\.0\\.0\\.1:\\d+)/api/v1");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().config("""
            management: {port: 0}
            trusted-proxies: [127.0.0.1, 10.0.0.0/8]
            log: {access: true}
            """).forClass();

    private static Manager manager;
    private static URI own;

    @BeforeAll
    static void find() {
        manager = Manager.of(GATEWAY, "default");
        var found = MANAGEMENT.matcher(GATEWAY.printed());
        assertThat(found.find()).isTrue();
        own = URI.create(found.group(1));
    }

    private static Answer own(String path, String key) {
        try (var client = HttpConnection.open(own)) {
            return client.request("GET", path, new byte[0], "Authorization", "Bearer " + key).answer();
        }
    }

    @Test
    void keepManagementApart() {
        assertThat(manager.get("/keys").status()).isEqualTo(404);
        assertThat(own("/api/v1/keys", manager.key()).status()).isEqualTo(200);
        assertThat(own("/api/v1/keys", TestGateway.KEY).status()).isEqualTo(403);
        assertThat(own("/api/v1/workspaces", manager.key()).status()).isEqualTo(200);
    }

    @Test
    void serveNothingTwice() {
        assertThat(own("/api/v1/models", TestGateway.KEY).status()).isEqualTo(404);
        assertThat(own("/api/v1/key", TestGateway.KEY).status()).isEqualTo(404);
        assertThat(GATEWAY.getWithKey("/api/v1/key").status()).isEqualTo(200);
        assertThat(GATEWAY.getWithKey("/api/v1/credits").status()).isEqualTo(200);
        assertThat(own("/health", "none").status()).isEqualTo(200);
    }

    @Test
    void believeOnlyProxies() {
        GATEWAY.getWithKey("/api/v1/key");
        GATEWAY.get("/api/v1/key", "X-Forwarded-For", "1.2.3.4, 203.0.113.9, 10.1.1.1");
        await().until(() -> GATEWAY.errors().contains("client=203.0.113.9"));
        GATEWAY.get("/api/v1/key", "X-Forwarded-For", "203.0.113.77, <script>");
        await().until(() -> GATEWAY.errors().split("client=127.0.0.1", -1).length > 1);
        assertThat(GATEWAY.errors()).doesNotContain("script", "1.2.3.4", "203.0.113.77");
    }
}

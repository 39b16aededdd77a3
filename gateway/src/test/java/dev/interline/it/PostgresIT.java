package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.GatewaySetup;
import dev.interline.it.harness.TestGateway;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same server on PostgreSQL. */
@Tag("postgres")
class PostgresIT {
    private static GatewaySetup on(EmbeddedPostgres database, FakeUpstream upstream) {
        return TestGateway.with().openai("acme", upstream, "acme/one")
                .environment("INTERLINE_DATABASE_URL",
                        "jdbc:postgresql://127.0.0.1:" + database.getPort() + "/postgres")
                .environment("INTERLINE_DATABASE_USER", "postgres")
                .environment("INTERLINE_DATABASE_PASSWORD", "postgres");
    }

    @Test
    void keepsKeysAndRecords() throws Exception {
        try (var database = EmbeddedPostgres.builder().start();
                var upstream = FakeUpstream.saying("Hello");
                var gateway = on(database, upstream).start()) {
            var key = gateway.run("keys", "create", "--name", "one").printed();
            var id = gateway.chat("acme/one", "Hi").json().path("id").asString();
            assertThat(gateway.getWithKey("/api/v1/generation?id=" + id).status()).isEqualTo(200);
            assertThat(gateway.getWithKey("/api/v1/generation").json().path("data").size()).isOne();

            gateway.kill();
            gateway.start();
            assertThat(gateway.getWithKey("/api/v1/generation?id=" + id).status()).isEqualTo(200);
            assertThat(gateway.get("/api/v1/key", "Authorization", "Bearer " + key).status()).isEqualTo(200);
            assertThat(gateway.run("keys", "disable", key).exitCode()).isZero();
            assertThat(gateway.get("/api/v1/key", "Authorization", "Bearer " + key).status()).isEqualTo(401);
        }
    }

    @Test
    void letsOnlyOneServerIn() throws Exception {
        try (var database = EmbeddedPostgres.builder().start();
                var upstream = FakeUpstream.saying("Hello");
                var first = on(database, upstream).start()) {
            var second = first.run("serve", "--port", "0", "--data", first.folder().resolve("other").toString());
            assertThat(second.exitCode()).isNotZero();
            assertThat(second.err()).doesNotContain("\tat ");
            assertThat(first.get("/ready").status()).isEqualTo(200);
        }
    }
}

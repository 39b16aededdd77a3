package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.TestGateway;
import dev.interline.store.Database;
import dev.interline.store.Store;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Records that are old enough go by themselves; what was charged stays. */
class RetentionIT {
    @Test
    void deletesOldGenerationsAndNoMoney() {
        try (var upstream = FakeUpstream.saying("Hello");
                var gateway = TestGateway.with().config("retention: {generations: 2d}")
                        .openai("acme", upstream, "acme/one").start()) {
            var old = gateway.chat("acme/one", "Hi").json().path("id").asString();
            gateway.terminate();
            assertThat(gateway.exitCode()).isZero();
            try (var store = Store.open(new Database.Sqlite(gateway.data().resolve("interline.db"),
                    Database.Durability.PROCESS))) {
                store.write(sql -> sql.update("update generation set created_at = created_at - 2 * 86400000"));
            }
            gateway.start();
            var fresh = gateway.chat("acme/one", "Hi").json().path("id").asString();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> gateway.getWithKey("/api/v1/generation?id=" + old).status() == 404);
            assertThat(gateway.getWithKey("/api/v1/generation?id=" + fresh).status()).isEqualTo(200);
            assertThat(gateway.getWithKey("/api/v1/key").json().at("/data/usage").decimalValue())
                    .isEqualByComparingTo(new BigDecimal("0.00005"));
            assertThat(gateway.run("ledger", "verify").exitCode()).isZero();
        }
    }
}

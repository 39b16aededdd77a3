package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.TestGateway;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** A server that does not have its master key does not start, and says what to do. */
class MasterKeyIT {
    @Test
    void doesNotStartWithoutItsMasterKey() throws Exception {
        try (var gateway = TestGateway.with().start()) {
            gateway.kill();
            var file = gateway.data().resolve("master.key");
            var kept = Files.readString(file);

            Files.delete(file);
            var lost = gateway.run("serve", "--port", "0");
            assertThat(lost.exitCode()).isNotZero();
            assertThat(lost.err()).contains("the master key is gone", file.toString()).doesNotContain("\tat ");

            Files.writeString(file, "0".repeat(64));
            var other = gateway.run("serve", "--port", "0");
            assertThat(other.exitCode()).isNotZero();
            assertThat(other.err()).contains("is not the key that this database was sealed with");

            Files.writeString(file, kept);
            gateway.start();
            assertThat(gateway.getWithKey("/api/v1/key").status()).isEqualTo(200);
        }
    }
}

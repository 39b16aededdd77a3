package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.TestGateway;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** Backups while the server runs, and what becomes of them. */
class BackupIT {
    private static String usage(TestGateway gateway) {
        return gateway.getWithKey("/api/v1/key").json().at("/data/usage").asString();
    }

    @Test
    void areMadeOfARunningServerAndRestored() throws Exception {
        try (var upstream = FakeUpstream.saying("Hello");
                var gateway = TestGateway.with().config("accounts: {default-credits: 5}")
                        .openai("acme", upstream, "acme/one").start()) {
            assertThat(gateway.chat("acme/one", "Hi").status()).isEqualTo(200);
            var kept = gateway.run("keys", "create", "--name", "kept").printed();
            var then = usage(gateway);
            var backup = gateway.folder().resolve("backup");
            Files.createFile(Files.createDirectory(gateway.folder().resolve("backup.part")).resolve("interline.db"));
            var made = gateway.run("backup", backup.toString());
            assertThat(made.exitCode()).as(made.err()).isZero();
            assertThat(Files.getPosixFilePermissions(backup))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(gateway.run("backup", backup.toString()).err()).contains("exists");
            assertThat(gateway.run("restore", backup.toString()).err()).contains("server is running");

            var later = gateway.run("keys", "create", "--name", "later").printed();
            assertThat(gateway.chat("acme/one", "Hi").status()).isEqualTo(200);
            gateway.terminate();
            assertThat(gateway.exitCode()).isZero();
            var restored = gateway.run("restore", backup.toString());
            assertThat(restored.exitCode()).as(restored.err()).isZero();
            assertThat(restored.out()).contains("before-restore-");
            gateway.start();
            assertThat(usage(gateway)).isEqualTo(then);
            assertThat(gateway.get("/api/v1/key", "Authorization", "Bearer " + kept).status()).isEqualTo(200);
            assertThat(gateway.get("/api/v1/key", "Authorization", "Bearer " + later).status()).isEqualTo(401);
            assertThat(gateway.run("ledger", "verify").exitCode()).isZero();
        }
    }

    @Test
    void areNotTakenFromAnywhere() {
        try (var gateway = TestGateway.with().start()) {
            gateway.terminate();
            assertThat(gateway.exitCode()).isZero();
            var refused = gateway.run("restore", gateway.folder().toString());
            assertThat(refused.exitCode()).isNotZero();
            assertThat(refused.err()).contains("is no backup").doesNotContain("\tat ");
            gateway.start();
            assertThat(gateway.getWithKey("/api/v1/key").status()).isEqualTo(200);
        }
    }
}

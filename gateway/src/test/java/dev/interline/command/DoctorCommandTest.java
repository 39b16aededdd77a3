package dev.interline.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.catalog.Upstream;
import dev.interline.config.Config;
import dev.interline.config.Environment;
import dev.interline.store.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {
    @TempDir
    Path folder;

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
    void findsEverythingWell() throws IOException {
        server.on("/good/models", CannedServer.json(200, "{\"data\":[]}"))
                .on("/claude/models", CannedServer.json(200, "{\"data\":[]}"))
                .on("/health", CannedServer.json(200, "{}"));

        var typed = doctor("""
                providers:
                  good: {base-url: "%1$s/good", api-key: hidden-1}
                  claude: {dialect: anthropic, base-url: "%1$s/claude", api-key: hidden-2}
                  off: {base-url: "%1$s/off", enabled: false}
                """);

        assertThat(typed.code()).isZero();
        assertThat(typed.out().lines().map(line -> line.replaceAll(" +", " "))).contains(
                "ok data: " + folder.resolve("data") + " will be made at the first start",
                "ok configuration: " + folder.resolve("interline.yaml") + " is good",
                "ok clock: agrees with the providers'",
                "ok provider good: " + server.url() + "/good/models answers",
                "ok provider claude: " + server.url() + "/claude/models answers",
                "ok server: " + server.url() + " is running");
        assertThat(server.requests()).extracting(CannedServer.Request::authorization).contains("Bearer hidden-1");
        assertThat(server.requests()).extracting(CannedServer.Request::apiKey).contains("hidden-2");
        assertThat(typed.out()).doesNotContain("hidden");
    }

    @Test
    void failsForRefusedCredentialsAndProvidersOutOfReach() throws IOException {
        server.on("/bad/models", CannedServer.json(401, "{}")).on("/none/models", CannedServer.json(404, "{}"))
                .on("/health", CannedServer.json(503, "{}"));

        var typed = doctor("""
                providers:
                  bad: {base-url: "%1$s/bad", api-key: hidden-1}
                  none: {base-url: "%1$s/none"}
                  away: {base-url: "http://127.0.0.1:1/v1", api-key: hidden-3}
                """);

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out().lines()).contains(
                "fail  provider bad: " + server.url() + "/bad/models refuses the credentials (401); see its key",
                "warn  provider none: " + server.url() + "/none/models is reached but lists no models (404)",
                "fail  server: " + server.url() + "/health answers 503; see its log");
        assertThat(typed.out()).contains("fail  provider away: http://127.0.0.1:1/v1/models cannot be reached")
                .doesNotContain("hidden");
    }

    @Test
    void tellsEveryProblemOfTheConfiguration() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "port: x\nhots: y\n");

        var typed = Typed.interline("doctor", "--json", "--config", file.toString());

        assertThat(typed.code()).isEqualTo(1);
        var json = JsonMapper.shared().readTree(typed.out());
        assertThat(json.path("ok").asBoolean(true)).isFalse();
        assertThat(json.path("checks").findValuesAsString("verdict")).filteredOn("fail"::equals).hasSize(2);
    }

    @Test
    void looksAtTheDataFolder() throws IOException {
        var data = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(FolderCheck.data(data)).contains(Finding.ok("data", data + " is writable"),
                Finding.warn("permissions", "rwxr-xr-x lets others in; chmod 700 " + data));

        var file = Files.createFile(folder.resolve("file"));
        assertThat(FolderCheck.data(file)).contains(Finding.fail("data",
                file + " is not a folder that can be written to; choose another with --data"));
        assertThat(FolderCheck.data(file.resolve("below"))).containsExactly(
                Finding.fail("data", file.resolve("below") + " cannot be made; choose another with --data"));
    }

    @Test
    void tellsWhoHasTheDataFolder() throws IOException {
        var data = Files.createDirectory(folder.resolve("data"));
        assertThat(FolderCheck.data(data)).contains(Finding.ok("owner", "no server uses it"));

        Files.createFile(DataFolder.adminSocket(data));
        assertThat(FolderCheck.data(data)).contains(
                Finding.ok("owner", "no server uses it; the last one did not end in order"));

        try (var _ = DataFolder.own(data)) {
            assertThat(FolderCheck.data(data)).contains(Finding.ok("owner",
                    "data folder " + data + " belongs to process " + ProcessHandle.current().pid()));
        }
    }

    @Test
    void asksTheVendorsWhoseKeysAreInTheEnvironmentAndSaysWhichCannotBeUsed() {
        var environment = new Environment(Map.of("OPENAI_API_KEY", "hidden", "GOOGLE_APPLICATION_CREDENTIALS", "x"));

        var vendors = ConfiguredVendors.of(Config.defaults(), environment);

        assertThat(vendors.ready()).extracting(Upstream::slug).containsExactly("openai");
        assertThat(vendors.complaints()).containsExactly(Finding.warn("provider google-vertex",
                "has a key, but its wire 'vertex' is not spoken yet"));
    }

    @Test
    void comparesTheClock() {
        var now = Instant.parse("2026-11-21T10:00:00Z");

        assertThat(MachineCheck.clock(now, List.of())).isEqualTo(
                Finding.ok("clock", "not checked, since no provider told the time"));
        assertThat(MachineCheck.clock(now, List.of(now.plusSeconds(3000), now.minusSeconds(20))).verdict())
                .isEqualTo(Finding.Verdict.OK);
        assertThat(MachineCheck.clock(now, List.of(now.plusSeconds(90)))).isEqualTo(
                Finding.warn("clock", "90 seconds off the providers'; synchronise it"));
        assertThat(MachineCheck.clock(Instant.EPOCH, List.of()).verdict()).isEqualTo(Finding.Verdict.FAIL);
    }

    /** Runs with a configuration whose address is the canned server's. */
    private Typed doctor(String providers) throws IOException {
        var port = server.url().substring(server.url().lastIndexOf(':') + 1);
        Path file = Files.writeString(folder.resolve("interline.yaml"),
                "port: " + port + "\n" + providers.formatted(server.url()));
        return Typed.interline("doctor", "--config", file.toString(), "--data", folder.resolve("data").toString());
    }
}

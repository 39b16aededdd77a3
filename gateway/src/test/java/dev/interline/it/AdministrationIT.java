package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.TestGateway;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line, on a server that runs. */
class AdministrationIT {
    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().forClass();

    @Test
    void printsTheKeyAndNothingElse() {
        var plain = GATEWAY.run("keys", "create", "--name", "plain");
        assertThat(plain.exitCode()).as(plain.err()).isZero();
        assertThat(plain.out()).matches("sk-or-v1-[0-9a-f]{64}\n");

        var json = GATEWAY.run("keys", "create", "--name", "as-json", "--json");
        assertThat(json.exitCode()).as(json.err()).isZero();
        assertThat(json.json().toString()).containsPattern("sk-or-v1-[0-9a-f]{64}");
    }

    @Test
    void listsKeysWithoutShowingThem() {
        var key = GATEWAY.run("keys", "create", "--name", "listed").printed();
        var list = GATEWAY.run("keys", "list", "--json");
        assertThat(list.exitCode()).as(list.err()).isZero();
        assertThat(list.json().toString()).contains("\"listed\"");
        assertThat(list.out()).doesNotContain(key, TestGateway.KEY);
        assertThat(GATEWAY.run("keys", "list").printed()).contains("listed");
    }

    @Test
    void makesAccountsAndCreditsThem() {
        assertThat(GATEWAY.run("accounts", "create", "research", "--credits", "5").exitCode()).isZero();
        var key = GATEWAY.run("keys", "create", "--name", "r1", "--account", "research").printed();
        assertThat(left(key)).isCloseTo(5, org.assertj.core.api.Assertions.within(1e-9));
        var credited = GATEWAY.run("accounts", "credit", "research", "2.5");
        assertThat(credited.exitCode()).as(credited.err()).isZero();
        assertThat(left(key)).isCloseTo(7.5, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(GATEWAY.run("accounts", "list", "--json").json().toString()).contains("research", "default");
    }

    private static double left(String key) {
        var data = GATEWAY.get("/api/v1/auth/key", "Authorization", "Bearer " + key).json().path("data");
        return data.path("limit").asDouble() - data.path("usage").asDouble();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys create --name x --limit much", "keys create --name x --rpm 0", "keys create",
            "keys create --name x --account nobody", "keys disable nothing", "keys delete nothing",
            "accounts credit nobody 5", "accounts create default", "keys create --name x --expires yesterday",
            "nonsense", "serve --port 99999999", "config check --config /nowhere.yaml"})
    void failsInOneLine(String command) {
        var result = GATEWAY.run(command.split(" "));
        assertThat(result.exitCode()).as(result.out()).isIn(1, 2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().strip().lines()).as(result.err()).hasSize(1);
        assertThat(result.err()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void keepsItsSocketToItsOwner() throws Exception {
        try (var files = Files.list(GATEWAY.data())) {
            var sockets = files.filter(file -> !Files.isDirectory(file) && !Files.isRegularFile(file)).toList();
            assertThat(sockets).hasSize(1);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sockets.getFirst())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void refusesASecondServerOnTheSameData() {
        var second = GATEWAY.run("serve", "--port", "0");
        assertThat(second.exitCode()).isNotZero();
        assertThat(second.err()).contains(GATEWAY.data().toString());
        assertThat(second.err()).doesNotContain("\tat ");
        assertThat(GATEWAY.get("/ready").status()).isEqualTo(200);
    }

    @Test
    void worksOnDataWhoseServerIsDown() {
        try (var gateway = TestGateway.with().start()) {
            gateway.terminate();
            assertThat(gateway.exitCode()).isZero();
            var key = gateway.run("keys", "create", "--name", "offline").printed();
            gateway.start();
            var answer = gateway.get("/api/v1/key", "Authorization", "Bearer " + key);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
    }

    @Test
    void chatsInTheTerminal() {
        var said = GATEWAY.run("chat", "--url", GATEWAY.base().toString(), "--key", TestGateway.KEY, "--model",
                "interline/simulator", "My name is Ada.");
        assertThat(said.printed()).contains("Ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "keys", "keys create", "keys list", "keys disable", "keys delete", "accounts",
            "accounts create", "accounts list", "accounts credit", "models", "chat", "doctor", "version", "config",
            "config check", "config show"})
    void helpsWithAnExample(String command) {
        var help = GATEWAY.run((command + " --help").split(" "));
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage:", "interline " + command);
        assertThat(help.out().toLowerCase(java.util.Locale.ROOT)).contains("example");
    }
}

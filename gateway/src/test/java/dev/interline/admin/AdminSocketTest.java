package dev.interline.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interline.exchange.Money;
import dev.interline.exchange.Rejected;
import dev.interline.identity.KeyRequest;
import dev.interline.identity.Lookup;
import dev.interline.store.DataFolder;
import dev.interline.store.TestDatabase;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class AdminSocketTest {
    @TempDir
    private Path parent;

    private Path folder() {
        return parent.resolve("data");
    }

    private static AdminClient client(Path folder) {
        return new AdminClient(folder, owned -> TestDatabase.sqlite(owned.path()), Optional.empty(), Optional.empty());
    }

    private JsonNode perform(Request request) throws IOException {
        return client(folder()).perform(request);
    }

    private static SocketChannel connected(Path folder) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(DataFolder.adminSocket(folder)));
        return channel;
    }

    @Test
    void carriesOutEveryRequest() throws IOException {
        try (var owner = new TestOwner(folder())) {
            assertThat(
                    perform(new Request.CreateAccount("team", Optional.of(new Money(1)))).path("data").path("credits")
                            .decimalValue())
                    .isEqualByComparingTo("0.000000001");
            assertThat(perform(new Request.CreditAccount("team", new Money(2_000_000_000), "")).path("data")
                    .path("remaining").decimalValue()).isEqualByComparingTo("2.000000001");
            assertThat(perform(new Request.ListAccounts()).path("data").valueStream()
                    .map(account -> account.path("name").asString())).containsExactlyInAnyOrder("default", "team");
            var expires = Instant.parse("2999-01-01T00:00:00Z");
            var created = perform(new Request.CreateKey(KeyRequest.of("team", "ci").expiring(Optional.of(expires))));
            var secret = created.path("key").asString();
            assertThat(owner.identity().keys().find(secret)).isInstanceOf(Lookup.Known.class);
            assertThat(created.path("data").path("expires_at").asString()).isEqualTo(expires.toString());
            assertThat(perform(new Request.ListKeys()).path("data").size()).isEqualTo(1);
            perform(new Request.DisableKey(secret));
            assertThat(owner.identity().keys().find(secret)).isInstanceOf(Lookup.Disabled.class);
            perform(new Request.DeleteKey(created.path("data").path("hash").asString()));
            assertThat(owner.identity().keys().find(secret)).isInstanceOf(Lookup.Unknown.class);
        }
    }

    @Test
    void auditsWhoAsked() throws IOException {
        try (var owner = new TestOwner(folder())) {
            perform(new Request.CreateAccount("team", Optional.empty()));
            List<String> actors = owner.store()
                    .read(sql -> sql.list("select actor from audit order by seq", row -> row.text("actor")));
            assertThat(actors).containsExactly("start", "user " + System.getProperty("user.name"));
        }
    }

    @Test
    void tellsWhyItRefuses() throws IOException {
        try (var owner = new TestOwner(folder())) {
            assertThat(owner).isNotNull();
            assertThatThrownBy(() -> perform(new Request.CreateKey(KeyRequest.of("nobody", "ci"))))
                    .isInstanceOfSatisfying(Rejected.class, e -> assertThat(e.problem().status()).isEqualTo(404))
                    .hasMessageContaining("nobody");
        }
    }

    @Test
    void letsOnlyItsOwnerIn() throws IOException {
        try (var owner = new TestOwner(folder())) {
            assertThat(owner).isNotNull();
            var socket = DataFolder.adminSocket(folder());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket))).isEqualTo("rw-------");
        }
        assertThat(DataFolder.adminSocket(folder())).doesNotExist();
    }

    @Test
    void answersNonsenseWithAnErrorAndGoesOn() throws IOException {
        try (var owner = new TestOwner(folder()); var channel = connected(folder())) {
            assertThat(owner).isNotNull();
            var lines = new Lines(channel);
            for (var nonsense : List.of("", "{", "[]", "7", "{\"version\":1}", "{\"version\":99,\"do\":\"keys.list\"}",
                    "{\"version\":1,\"do\":\"keys.rob\"}", "{\"version\":1,\"do\":\"keys.create\"}",
                    "{\"version\":1,\"do\":\"accounts.credit\",\"account\":\"default\",\"amount\":\"1e99\"}")) {
                lines.write(nonsense);
                assertThat(lines.read()).as(nonsense).hasValueSatisfying(
                        answer -> assertThat(answer).startsWith("{\"version\":1,\"error\":{\"code\":4"));
            }
            lines.write(Protocol.encode(new Request.ListKeys()));
            assertThat(lines.read()).hasValueSatisfying(answer -> assertThat(answer).contains("\"answer\""));
        }
    }

    @Test
    void endsAConnectionWhoseLineHasNoEnd() throws IOException {
        try (var owner = new TestOwner(folder()); var channel = connected(folder())) {
            assertThat(owner).isNotNull();
            var lines = new Lines(channel);
            lines.write("x".repeat(Protocol.MAX_LINE - 1));
            assertThat(lines.read()).isPresent();
            assertThatThrownBy(() -> {
                lines.write("x".repeat(Protocol.MAX_LINE + 1));
                assertThat(lines.read()).isEmpty();
                throw new IOException("closed");
            }).isInstanceOf(IOException.class);
            assertThat(perform(new Request.ListKeys()).path("data").size()).isZero();
        }
    }

    @Test
    void servesManyAtOnce() throws InterruptedException {
        try (var owner = new TestOwner(folder())) {
            var secrets = ConcurrentHashMap.<String>newKeySet();
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 20; i++) {
                var name = "key " + i;
                threads.add(Thread.ofVirtual().start(() -> {
                    try {
                        secrets.add(perform(new Request.CreateKey(KeyRequest.of("default", name))).path("key")
                                .asString());
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }
            for (var thread : threads) {
                thread.join();
            }
            assertThat(secrets).hasSize(20).allSatisfy(
                    secret -> assertThat(owner.identity().keys().find(secret)).isInstanceOf(Lookup.Known.class));
        }
    }

    @Test
    void worksInAFolderWhosePathIsTooLongForASocket() throws IOException {
        var deep = parent.resolve("x".repeat(100)).resolve("y".repeat(100));
        try (var owner = new TestOwner(deep)) {
            assertThat(owner).isNotNull();
            assertThat(client(deep).perform(new Request.ListAccounts()).path("data").size()).isEqualTo(1);
        }
    }

    @Test
    void replacesTheSocketOfAnOwnerThatWasKilled() throws IOException {
        Files.createDirectories(folder());
        try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(DataFolder.adminSocket(folder())));
        }
        try (var owner = new TestOwner(folder())) {
            assertThat(owner).isNotNull();
            assertThat(perform(new Request.ListAccounts()).path("data").size()).isEqualTo(1);
        }
    }

    @Test
    void needsNoServer() throws IOException {
        var secret = perform(new Request.CreateKey(KeyRequest.of("default", "first"))).path("key").asString();
        try (var owner = new TestOwner(folder())) {
            assertThat(owner.identity().keys().find(secret)).isInstanceOf(Lookup.Known.class);
            assertThat(owner.identity().begin(Optional.empty(), Optional.empty())).isEmpty();
        }
    }

    @Test
    void makesNoFolderJustToList() {
        assertThatThrownBy(() -> perform(new Request.ListKeys())).isInstanceOf(Rejected.class)
                .hasMessageContaining("no data folder").hasMessageContaining("--data");
        assertThat(folder()).doesNotExist();
    }
}

package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.TestGateway;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** While the database takes no records, requests stop with a fault of ours, or go on where that is wanted. */
@Tag("postgres")
class OutageIT {
    private static final String MODEL = "acme/one";
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("fine");

    @BeforeEach
    void forget() {
        UPSTREAM.forget();
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    private static TestGateway gateway(EmbeddedPostgres database, String outage) {
        return TestGateway.with().openai("acme", UPSTREAM, MODEL).config("""
                database: {url: "jdbc:postgresql://127.0.0.1:%d/postgres", user: postgres, password: "${MY_PASSWORD}"%s}
                """.formatted(database.getPort(), outage)).environment("MY_PASSWORD", "postgres").start();
    }

    /** Lets nobody else write records, until it is closed. */
    private static Connection lock(EmbeddedPostgres database) throws SQLException {
        var connection = database.getPostgresDatabase().getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("lock table generation in access exclusive mode");
        }
        return connection;
    }

    @Test
    void stopsRequestsWhileTheirRecordsCannotBeWritten() throws Exception {
        try (var database = EmbeddedPostgres.builder().start(); var gateway = gateway(database, "")) {
            var answered = new ArrayList<String>();
            try (var _ = lock(database)) {
                answered.add(gateway.chat(MODEL, "Hi").json().path("id").asString());
                await().atMost(Duration.ofSeconds(10)).until(() -> gateway.get("/ready").status() == 503);
                int asked = UPSTREAM.requests().size();
                var refused = gateway.chat(MODEL, "Hi");
                assertThat(refused.status()).as(refused.text()).isEqualTo(503);
                assertThat(refused.header("Retry-After")).isNotEmpty();
                assertThat(refused.errorMessage()).contains("cannot write its records");
                assertThat(UPSTREAM.requests()).as("nothing was spent").hasSize(asked);
                assertThat(gateway.get("/api/v1/models").status()).isEqualTo(200);
            }
            awaitRecorded(gateway, answered);
            await().atMost(Duration.ofSeconds(10)).until(() -> gateway.get("/ready").status() == 200);
            assertThat(gateway.chat(MODEL, "Hi").status()).isEqualTo(200);
        }
    }

    @Test
    void goesOnByWhatIsInMemoryWhereThatIsWanted() throws Exception {
        try (var database = EmbeddedPostgres.builder().start();
                var gateway = gateway(database, ", on-outage: go-on, go-on-for: 2s")) {
            var answered = new ArrayList<String>();
            try (var _ = lock(database)) {
                long begun = System.nanoTime();
                await().atMost(Duration.ofSeconds(20)).until(() -> {
                    var answer = gateway.chat(MODEL, "Hi");
                    if (answer.status() == 200) {
                        answered.add(answer.json().path("id").asString());
                    }
                    return answer.status() == 503;
                });
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .as("two seconds until it is an outage, and two more")
                        .isGreaterThan(Duration.ofMillis(3_500));
                assertThat(gateway.get("/ready").status()).isEqualTo(503);
            }
            assertThat(answered).hasSizeGreaterThan(5);
            awaitRecorded(gateway, answered);
        }
    }

    private static void awaitRecorded(TestGateway gateway, Iterable<String> ids) {
        for (var id : ids) {
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(
                    () -> assertThat(gateway.getWithKey("/api/v1/generation?id=" + id).status()).isEqualTo(200));
        }
    }
}

package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.TestGateway;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While the database takes no records, requests stop with a fault of ours, or go on where that is wanted. */
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

    private static TestGateway gateway(String config) {
        return TestGateway.with().openai("acme", UPSTREAM, MODEL).config(config).start();
    }

    /** Lets nobody else write, until it is closed. */
    private static Connection lock(TestGateway gateway) throws SQLException {
        var connection = DriverManager.getConnection("jdbc:sqlite:" + gateway.data().resolve("interline.db"));
        try (var statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 5000");
            statement.execute("begin immediate");
        }
        return connection;
    }

    @Test
    void stopsRequestsWhileTheirRecordsCannotBeWritten() throws Exception {
        try (var gateway = gateway("log: {access: true}")) {
            var answered = new ArrayList<String>();
            try (var _ = lock(gateway)) {
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
        try (var gateway = gateway("database: {on-outage: go-on, go-on-for: 2s}")) {
            var answered = new ArrayList<String>();
            try (var _ = lock(gateway)) {
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

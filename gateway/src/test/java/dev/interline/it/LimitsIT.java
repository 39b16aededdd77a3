package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too much, too deep or no JSON at all is refused, and costs neither memory nor an upstream's time. */
class LimitsIT {
    private static final String PATH = "/api/v1/chat/completions";
    private static final int BODY = 1 << 20;
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("fine");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().openai("acme", UPSTREAM, "acme/one")
            .config("limits: {body: 1MB, buffered-bodies: 2MB, headers: 8KB}").forClass();

    @BeforeEach
    void forget() {
        UPSTREAM.forget();
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    private static String body(int length) {
        var shell = TestGateway.question("acme/one", "", false);
        return TestGateway.question("acme/one", "x".repeat(length - shell.length()), false);
    }

    @Test
    void takesABodyOfExactlyTheLimit() {
        assertThat(GATEWAY.post(PATH, body(BODY)).status()).isEqualTo(200);
        assertThat(UPSTREAM.request().body().length).isGreaterThan(BODY - 100);
    }

    @Test
    void refusesABodyThatSaysItIsTooLargeBeforeItIsSent() {
        try (var client = GATEWAY.connect()) {
            var answer = client.send("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + TestGateway.KEY + "\r\nContent-Length: " + (BODY + 1) + "\r\n\r\n").answer();
            assertRefused(answer, 413, "payload_too_large");
        }
    }

    @Test
    void refusesABodyThatTurnsOutTooLarge() {
        try (var client = GATEWAY.connect()) {
            client.send("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TestGateway.KEY
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            var piece = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            for (int i = 0; i < 17; i++) {
                client.send(piece);
            }
            assertRefused(client.answer(), 413, "payload_too_large");
        }
    }

    private static void assertRefused(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().at("/error/code").asInt()).isEqualTo(status);
        assertThat(answer.json().at("/error/metadata/error_type").asString()).isEqualTo(type);
        assertThat(UPSTREAM.requests()).isEmpty();
    }

    @Test
    void refusesHeadersThatAreTooLarge() {
        var answer = GATEWAY.post(PATH, body(1000), "X-Large", "y".repeat(10_000));
        assertThat(answer.status()).isEqualTo(431);
        assertThat(UPSTREAM.requests()).isEmpty();
        assertThat(GATEWAY.chat("acme/one", "Hi").status()).isEqualTo(200);
    }

    @Test
    void refusesALineThatIsTooLong() {
        assertThat(GATEWAY.getWithKey("/api/v1/models?q=" + "z".repeat(10_000)).status()).isIn(414, 431);
    }

    @Test
    void refusesJsonThatIsTooDeep() {
        var deep = "[".repeat(300) + "]".repeat(300);
        assertRefused(GATEWAY.post(PATH, body(1000).replaceFirst("\\{", "{\"x\":" + deep + ",")), 400,
                "invalid_request");
        var fine = "[".repeat(100) + "]".repeat(100);
        assertThat(GATEWAY.post(PATH, body(1000).replaceFirst("\\{", "{\"x\":" + fine + ",")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "7", "[]", "\"text\"", "{", "{}}", "{\"model\":}", "{'model':1}",
            "{\"model\":\"acme/one\",}", "{\"model\":\"acme/one\"} {}", "{\"a\":01}", "{\"a\":\"\\ud800x\\u12\"}",
            "{\"a\":NaN}", "<html>", "model=acme"})
    void refusesWhatIsNoJsonObject(String body) {
        try (var client = GATEWAY.connect()) {
            var bytes = Json.bytes(body);
            var answer = client.send("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + TestGateway.KEY + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                    + "\r\n\r\n").send(bytes).answer();
            assertRefused(answer, 400, "invalid_request");
        }
    }

    @Test
    void refusesBytesThatAreNoText() {
        try (var client = GATEWAY.connect()) {
            var answer = client.send("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + TestGateway.KEY + "\r\nContent-Length: 10\r\n\r\n")
                    .send(new byte[]{'{', '"', 'm', (byte) 0xc3, 0x28, '"', ':', '1', '}', ' '}).answer();
            assertRefused(answer, 400, "invalid_request");
        }
    }

    @Test
    void asksForTheKeyBeforeItReadsTheBody() {
        try (var client = GATEWAY.connect()) {
            var answer = client.send("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer nobody"
                    + "\r\nContent-Length: 100000\r\n\r\n").answer();
            assertThat(answer.status()).isEqualTo(401);
        }
    }

    @Test
    void holdsNoMoreBodiesThanItsBudget() {
        // Three bodies of 1 MB want a budget of 2 MB: one has to wait until another is done.
        var body = Json.bytes(body(BODY));
        var head = "POST " + PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TestGateway.KEY
                + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        var most = java.util.Arrays.copyOf(body, body.length - 1);
        var last = new byte[]{body[body.length - 1]};
        try (var one = GATEWAY.connect(); var two = GATEWAY.connect(); var three = GATEWAY.connect()) {
            var clients = List.of(one, two, three);
            clients.forEach(client -> client.send(head).send(most));
            clients.forEach(client -> client.send(last));
            assertThat(clients.stream().map(client -> client.answer().status())).containsOnly(200);
        }
        assertThat(GATEWAY.chat("acme/one", "Hi").status()).as("the budget is given back").isEqualTo(200);
    }

    @Test
    void givesBackTheBudgetOfClientsThatLeave() {
        for (int i = 0; i < 3; i++) {
            UPSTREAM.forget().next(Script.silence());
            try (var client = GATEWAY.connect()) {
                client.request("POST", PATH, Json.bytes(body(BODY)), TestGateway.withKey());
                UPSTREAM.awaitRequests(1);
                client.reset();
            }
        }
        assertThat(GATEWAY.post(PATH, body(BODY)).status()).isEqualTo(200);
        assertThat(GATEWAY.get("/metrics").text()).as("and says that they were there")
                .contains("interline_requests_total{route=\"chat/completions\",status=\"499\"} 3.0");
    }
}

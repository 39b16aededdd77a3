package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.TestGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens below /api/v2, beside keys. */
class TokensIT {
    private static final String OWN = "/api/v2/openrouter/key";

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with()
            .config("jwt: {secret: 0123456789abcdef0123456789abcdef, new-subjects: join, audience: interline}")
            .forClass();

    private static String token(String subject, String... more) {
        var command = new String[4 + more.length];
        System.arraycopy(new String[]{"tokens", "create", "--subject", subject}, 0, command, 0, 4);
        System.arraycopy(more, 0, command, 4, more.length);
        return GATEWAY.run(command).printed();
    }

    private static Answer ask(String path, String credential) {
        return GATEWAY.get(path, "Authorization", "Bearer " + credential);
    }

    private static void refused(Answer answer, String message) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.json().at("/error/message").asString()).contains(message);
        assertThat(answer.json().at("/error/metadata/error_type").asString()).isEqualTo("authentication");
    }

    @Test
    void speakForAMemberWhoseKeyIsListedAndCanBeDisabled() {
        var token = token("alice");
        var own = ask(OWN, token);
        assertThat(own.status()).as(own.text()).isEqualTo(200);
        assertThat(own.json().at("/data/creator_user_id").asString()).startsWith("user_");
        var label = own.json().at("/data/label").asString();
        assertThat(GATEWAY.run("keys", "list").printed()).contains("Tokens of alice", label);
        assertThat(ask(OWN, token).json().at("/data/label").asString()).isEqualTo(label);
        assertThat(ask(OWN, token("alice", "--expires", "2h")).json().at("/data/label").asString()).isEqualTo(label);

        assertThat(GATEWAY.run("keys", "disable", label).exitCode()).isZero();
        refused(ask(OWN, token), "its subject was disabled");
    }

    @Test
    void areRefusedWhereOnlyKeysAreAccepted() {
        var token = token("bob");
        refused(ask("/api/v1/key", token), "below /api/v2 only");
        refused(ask("/v1/key", token), "below /api/v2 only");
        refused(GATEWAY.get("/api/v1/key", "x-api-key", token), "below /api/v2 only");
        assertThat(ask(OWN, TestGateway.KEY).status()).isEqualTo(200);
        refused(ask(OWN, "sk-or-v1-0000"), "Invalid API key");
        refused(GATEWAY.get(OWN), "Missing Authentication header");
    }

    @Test
    void areRefusedWithTheReason() {
        refused(ask(OWN, token("bob", "--expires", "2020-01-01")), "it has expired");
        refused(ask(OWN, token("bob") + "A"), "its signature does not match");
        refused(ask(OWN, "eyJhbGciOiJub25lIn0.eyJzdWIiOiJib2IifQ."), "it is not a signed JSON Web Token");
        assertThat(GATEWAY.errors()).doesNotContain("eyJ", "0123456789abcdef");
    }

    @Test
    void areCheckedWhileTheirConnectionGoesOn() {
        try (var client = GATEWAY.connect()) {
            for (int i = 0; i < 3; i++) {
                var answer = client.request("GET", OWN, new byte[0], "Authorization", "Bearer " + token("carol" + i))
                        .answer();
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                assertThat(client.request("GET", OWN, new byte[0], "Authorization", "Bearer eyJ.a.b").answer().status())
                        .isEqualTo(401);
            }
        }
    }
}

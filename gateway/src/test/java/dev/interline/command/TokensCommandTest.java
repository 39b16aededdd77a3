package dev.interline.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensCommandTest {
    private static final String SECRET = "0123456789abcdef".repeat(4);

    @TempDir
    private Path folder;

    private Typed create(String yaml, String... more) throws IOException {
        var file = Files.writeString(folder.resolve("interline.yaml"), yaml);
        var arguments = new String[4 + more.length];
        System.arraycopy(new String[]{"tokens", "create", "--config", file.toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Typed.interline(arguments);
    }

    @Test
    void printsATokenThatSaysWhatWasAskedFor() throws IOException {
        var typed = create("jwt: {secret: " + SECRET + ", issuer: us, audience: here}", "--subject", "alice",
                "--expires", "2100-01-31");
        assertThat(typed.err()).isEmpty();
        assertThat(typed.code()).isZero();
        var parts = typed.out().strip().split("\\.");
        assertThat(parts).hasSize(3);
        var claims = Json.mapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(claims.path("sub").asString()).isEqualTo("alice");
        assertThat(claims.path("iss").asString()).isEqualTo("us");
        assertThat(claims.path("aud").asString()).isEqualTo("here");
        assertThat(claims.path("exp").asLong()).isEqualTo(Instant.parse("2100-01-31T00:00:00Z").getEpochSecond());
    }

    @Test
    void lastsAnHourUnlessToldOtherwise() throws IOException {
        var json = Json.mapper().readTree(
                create("jwt: {secret: " + SECRET + "}", "--subject", "alice", "--json").out());
        assertThat(Instant.parse(json.path("expires_at").asString()))
                .isBetween(Instant.now().plusSeconds(3_500), Instant.now().plusSeconds(3_600));
        assertThat(json.path("token").asString()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    }

    @Test
    void saysInOneLineWhatIsMissing() throws IOException {
        var refused = create("{}", "--subject", "alice");
        assertThat(refused.code()).isEqualTo(CommandFailure.USAGE);
        assertThat(refused.err()).contains("jwt.secret").hasLineCount(1);
        var nobody = create("jwt: {secret: " + SECRET + "}", "--subject", " ");
        assertThat(nobody.code()).isEqualTo(CommandFailure.USAGE);
        assertThat(nobody.err()).contains("--subject").hasLineCount(1);
    }
}

package dev.interline.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenMakerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void makesTokensThatTheRulesAccept() {
        var key = VerificationKey.shared(Forge.SECRET.getBytes(StandardCharsets.UTF_8));
        var verifier = new Verifier((_, _) -> key, Optional.of("us"), Optional.of("here"), () -> NOW);
        var token = new TokenMaker(Forge.SECRET, Optional.of("us"), Optional.of("here"))
                .make("alice \"in\" ünderland", NOW, NOW.plusSeconds(60));
        assertThat(verifier.verify(token)).isEqualTo(new Claims("alice \"in\" ünderland", Optional.empty(),
                NOW.plusSeconds(60).plus(Verifier.LEEWAY)));
    }
}

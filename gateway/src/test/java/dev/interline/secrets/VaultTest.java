package dev.interline.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {
    private static final String SECRET = "sk-proj-äöü-0123456789";

    private final Vault vault = vault(1);

    private static Vault vault(int filler) {
        var key = new byte[32];
        key[0] = (byte) filler;
        return new Vault(key, new SecureRandom());
    }

    private static void refuses(Vault vault, String id, String sealed) {
        assertThatThrownBy(() -> vault.open(id, sealed)).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the secret of " + id + " does not open");
    }

    @Test
    void opensWhatItSealed() {
        var sealed = vault.seal("a", SECRET);
        assertThat(sealed).matches("1\\.[A-Za-z0-9+/=]+").doesNotContain("0123456789");
        assertThat(vault.open("a", sealed)).isEqualTo(SECRET);
        assertThat(vault.open("a", vault.seal("a", ""))).isEmpty();
    }

    @Test
    void sealsTheSameDifferentlyEachTime() {
        assertThat(vault.seal("a", SECRET)).isNotEqualTo(vault.seal("a", SECRET));
    }

    @Test
    void opensNothingForAnotherIdOrWithAnotherKey() {
        var sealed = vault.seal("a", SECRET);
        refuses(vault, "b", sealed);
        refuses(vault(2), "a", sealed);
    }

    @Test
    void noticesEveryChangedByte() {
        var bytes = Base64.getDecoder().decode(vault.seal("a", SECRET).substring(2));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 1;
            refuses(vault, "a", "1." + Base64.getEncoder().encodeToString(bytes));
            bytes[i] ^= 1;
        }
        refuses(vault, "a", "1." + Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, bytes.length - 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.", "1.AAAA", "1.AAAAAAAAAAAAAAAA", "2.AAAA", "1.not base64", "sk-plain"})
    void refusesWhatItNeverSealed(String sealed) {
        refuses(vault, "a", sealed);
    }
}

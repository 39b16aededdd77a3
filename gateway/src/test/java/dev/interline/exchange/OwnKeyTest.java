package dev.interline.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnKeyTest {
    private static final String SECRET = "sk-own-0123456789";
    private static final CredentialForm FORM = new CredentialForm("x-api-key", "");

    private final OwnKey key = new OwnKey("acme", SECRET, false, Optional.empty());

    private static Vendor vendor(Map<String, String> headers) {
        return new Vendor("acme", "Acme", "anthropic", Optional.empty(),
                Optional.of(new Credential("x-api-key", "the gateway's")), Quirks.GENERIC, headers);
    }

    @Test
    void opensAVendorInThePlaceOfTheGatewaysKey() {
        Vendor open = key.open(vendor(Map.of("X-Team", "ours")), FORM);
        assertThat(open.credential()).contains(new Credential("x-api-key", SECRET));
        assertThat(open.headers()).containsOnlyKeys("X-Team");
        assertThat(open.slug()).isEqualTo("acme");
    }

    @Test
    void leavesBehindWhatTellsTheGatewaysAccount() {
        Vendor open = key.open(vendor(Map.of("X-API-Key", "a", "Authorization", "b", "OpenAI-Organization", "c")),
                FORM);
        assertThat(open.headers()).isEmpty();
    }

    @Test
    void opensTheSameVendorToTheSame() {
        Vendor one = vendor(Map.of());
        Vendor open = key.open(one, FORM);
        assertThat(key.open(one, FORM)).isSameAs(open);
        assertThat(key.open(vendor(Map.of()), FORM)).isNotSameAs(open);
    }

    @Test
    void showsItsSecretToNobody() {
        assertThat(key + " " + key.open(vendor(Map.of()), FORM)).doesNotContain(SECRET);
    }

    @Test
    void isHiddenWhereAnUpstreamRepeatsIt() {
        var told = new UpstreamFailure(Fault.REFUSED, 400, "bad key " + SECRET, Optional.of(SECRET),
                Optional.of("{\"key\":\"" + SECRET + "\"}"), Optional.empty());
        var hidden = told.hiding(Optional.of(new Credential("authorization", "Bearer " + SECRET)));
        assertThat(hidden.toString()).doesNotContain(SECRET).contains("bad key ***");
        assertThat(told.hiding(Optional.empty())).isEqualTo(told);
    }
}

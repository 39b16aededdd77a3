package dev.interline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Credential;
import dev.interline.exchange.CredentialForm;
import dev.interline.exchange.OwnKey;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Vendor;
import dev.interline.identity.ProviderKeyRequest.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What provider keys do on every database. */
abstract class ProviderKeysContract extends IdentityContract {
    private static final String SECRET = "sk-proj-0123456789AbCd";
    private static final String OTHER = "sk-proj-9876543210XyZw";
    private static final Place DEFAULT = new Place.Workspace(Optional.empty());
    private static final Vendor VENDOR = new Vendor("openai", "OpenAI", "openai", Optional.empty(), Optional.empty(),
            Quirks.GENERIC, Map.of());

    private ProviderKeys keys() {
        return identity().providerKeys();
    }

    private ProviderKey made(Place place, ProviderKeySettings settings) {
        return keys().create(new ProviderKeyRequest(account(), "openai", place, OptionalInt.empty(), settings), SECRET,
                ADMIN);
    }

    private ProviderKey made() {
        return made(DEFAULT, ProviderKeySettings.USUAL);
    }

    private static ProviderKeySettings users(Optional<List<String>> hashes, Optional<List<String>> members) {
        return new ProviderKeySettings(Optional.empty(), false, false, 0, Optional.empty(), hashes, members);
    }

    private static ProviderKeySettings switched(ProviderKeySettings before, boolean off) {
        return new ProviderKeySettings(before.name(), off, before.fallback(), before.sortOrder(), before.models(),
                before.keyHashes(), before.members());
    }

    private List<OwnKey> own(NewKey key) {
        return identity().ownKeys().of(((Lookup.Known) find(key)).caller());
    }

    private List<String> credentials(NewKey key) {
        return own(key).stream().map(own -> own.open(VENDOR, CredentialForm.BEARER).credential().orElseThrow())
                .map(Credential::value).toList();
    }

    private List<String> stored() {
        return store().read(sql -> sql.list("select secret from provider_key", row -> row.text("secret")));
    }

    @Test
    void areMadeChangedAndDeleted() {
        var caller = key();
        var made = made();
        assertThat(made.label()).isEqualTo("sk-...AbCd");
        assertThat(made.settings()).isEqualTo(ProviderKeySettings.USUAL);
        assertThat(keys().list(account(), Optional.empty())).containsExactly(made);
        assertThat(credentials(caller)).containsExactly("Bearer " + SECRET);
        restart();
        assertThat(keys().get(account(), made.id())).isEqualTo(made);
        assertThat(credentials(caller)).containsExactly("Bearer " + SECRET);
        clockShows(START.plusSeconds(1));
        var rotated = keys().change(made, before -> before, Optional.of(OTHER), ADMIN);
        assertThat(rotated.label()).isEqualTo("sk-...XyZw");
        assertThat(credentials(caller)).containsExactly("Bearer " + OTHER);
        keys().change(made, before -> switched(before, true), Optional.empty(), ADMIN);
        assertThat(own(caller)).isEmpty();
        restart();
        assertThat(own(caller)).isEmpty();
        keys().change(made, before -> switched(before, false), Optional.empty(), ADMIN);
        assertThat(credentials(caller)).containsExactly("Bearer " + OTHER);
        keys().delete(account(), made.id(), ADMIN);
        assertThat(own(caller)).isEmpty();
        assertThat(stored()).containsExactly("");
        assertThat(keys().list(account(), Optional.empty())).isEmpty();
        refuses(404, made.id(), () -> keys().get(account(), made.id()));
        refuses(404, made.id(), () -> keys().delete(account(), made.id(), ADMIN));
        refuses(404, made.id(), () -> keys().change(made, before -> before, Optional.of(OTHER), ADMIN));
        assertThat(audit()).extracting(AuditEntry::action).endsWith("byok.create", "byok.rotate", "byok.change",
                "byok.change", "byok.delete");
    }

    @Test
    void showTheirSecretsNowhere() {
        var made = made();
        assertThat(stored()).allMatch(secret -> secret.startsWith("1.") && !secret.contains(SECRET));
        assertThat(made.toString() + audit() + own(key())).doesNotContain(SECRET).doesNotContain("0123456789");
    }

    @Test
    void areRefusedWhenTheyMakeNoSense() {
        for (var secret : List.of("", "two words", "line\nline", "k\u00e9y", "x".repeat(4097))) {
            refuses(400, "printable ASCII", () -> keys().create(new ProviderKeyRequest(account(), "openai", DEFAULT,
                    OptionalInt.empty(), ProviderKeySettings.USUAL), secret, ADMIN));
        }
        refuses(400, "no workspace", () -> made(new Place.Workspace(Optional.of("none")), ProviderKeySettings.USUAL));
        refuses(400, "no API key", () -> made(DEFAULT, users(Optional.of(List.of("0".repeat(64))), Optional.empty())));
        refuses(400, "no member", () -> made(DEFAULT, users(Optional.empty(), Optional.of(List.of("user_x")))));
        assertThat(stored()).isEmpty();
    }

    @Test
    void ofShortSecretsShowNothing() {
        assertThat(ProviderKey.label("0123456789abcde")).isEqualTo("...");
    }

    @Test
    void areForOneWorkspaceOrForAll() {
        identity().workspaces().create(account(), new WorkspaceSettings("Team", "team", Optional.empty()),
                Optional.empty(), ADMIN);
        var inside = key(KeyRequest.of(Account.DEFAULT, "in").in(Optional.of("team")));
        var outside = key();
        var team = made(new Place.Workspace(Optional.of("team")), ProviderKeySettings.USUAL);
        assertThat(own(inside)).hasSize(1);
        assertThat(own(outside)).isEmpty();
        var all = made(new Place.Everywhere(), ProviderKeySettings.USUAL);
        assertThat(all.workspace()).isEmpty();
        assertThat(all.settings().sortOrder()).isEqualTo(1);
        assertThat(made().settings().sortOrder()).isEqualTo(2);
        assertThat(own(inside)).hasSize(2);
        assertThat(own(outside)).hasSize(2);
        assertThat(keys().list(account(), Optional.of("team"))).containsExactly(team, all);
        assertThat(keys().list(account(), Optional.empty())).hasSize(2).contains(all);
        identity().apiKeys().delete(inside.key().hash(), ADMIN);
        refuses(400, "provider keys", () -> identity().workspaces().delete(account(), "team", ADMIN));
        keys().delete(account(), team.id(), ADMIN);
        identity().workspaces().delete(account(), "team", ADMIN);
    }

    @Test
    void areForSomeApiKeysAndMembers() {
        var jane = identity().members().add(Account.DEFAULT, new Member.Profile("jane@example.com", Optional.empty(),
                Optional.empty(), Member.Role.MEMBER, Optional.empty()), ADMIN).id();
        var one = key();
        var hers = key(KeyRequest.of(Account.DEFAULT, "hers").by(Optional.of(jane)));
        var made = made(DEFAULT, users(Optional.of(List.of(one.key().hash())), Optional.empty()));
        assertThat(own(one)).hasSize(1);
        assertThat(own(hers)).isEmpty();
        keys().change(made, _ -> users(Optional.empty(), Optional.of(List.of(jane))), Optional.empty(), ADMIN);
        assertThat(own(one)).isEmpty();
        assertThat(own(hers)).hasSize(1);
        keys().change(made, _ -> users(Optional.of(List.of(one.key().hash())), Optional.of(List.of(jane))),
                Optional.empty(), ADMIN);
        assertThat(own(one)).isEmpty();
        assertThat(own(hers)).isEmpty();
        keys().change(made, _ -> users(Optional.of(List.of()), Optional.empty()), Optional.empty(), ADMIN);
        restart();
        assertThat(keys().get(account(), made.id()).settings().keyHashes()).contains(List.of());
        assertThat(own(one)).isEmpty();
    }

    @Test
    void stayChangeableWhenThoseWhoMayUseThemAreGone() {
        var one = key();
        var made = made(DEFAULT, users(Optional.of(List.of(one.key().hash())), Optional.empty()));
        identity().apiKeys().delete(one.key().hash(), ADMIN);
        keys().change(made, before -> switched(before, true), Optional.empty(), ADMIN);
        assertThat(keys().get(account(), made.id()).settings().disabled()).isTrue();
    }

    @Test
    void areTriedInTheirOrder() {
        var first = made();
        var second = keys().create(new ProviderKeyRequest(account(), "openai", DEFAULT, OptionalInt.empty(),
                ProviderKeySettings.USUAL), OTHER, ADMIN);
        assertThat(second.settings().sortOrder()).isEqualTo(1);
        var caller = key();
        assertThat(credentials(caller)).containsExactly("Bearer " + SECRET, "Bearer " + OTHER);
        keys().change(first, before -> before.at(2), Optional.empty(), ADMIN);
        assertThat(credentials(caller)).containsExactly("Bearer " + OTHER, "Bearer " + SECRET);
        restart();
        assertThat(credentials(caller)).containsExactly("Bearer " + OTHER, "Bearer " + SECRET);
    }

    @Test
    void areTheirOwnAccountsAffair() {
        var made = made();
        var other = identity().accounts().create("other", Optional.empty(), ADMIN);
        assertThat(own(key(KeyRequest.of("other", "x")))).isEmpty();
        refuses(404, made.id(), () -> keys().get(other.id(), made.id()));
        refuses(404, made.id(), () -> keys().delete(other.id(), made.id(), ADMIN));
        var theirs = users(Optional.of(List.of(key().key().hash())), Optional.empty());
        refuses(400, "no API key", () -> keys().create(new ProviderKeyRequest(other.id(), "openai", DEFAULT,
                OptionalInt.empty(), theirs), SECRET, ADMIN));
    }

    @Test
    void thatWereTamperedWithAreNotUsedUntilTheyAreRotated() {
        var caller = key();
        var made = made();
        store().write(sql -> sql.update("update provider_key set secret = '1.AAAA'"));
        restart();
        assertThat(own(caller)).isEmpty();
        keys().change(made, before -> before, Optional.of(OTHER), ADMIN);
        assertThat(credentials(caller)).containsExactly("Bearer " + OTHER);
    }

    @Test
    void tellWhichModelsTheyAreFor() {
        made(DEFAULT, new ProviderKeySettings(Optional.of("GPT"), false, true, 0,
                Optional.of(List.of("openai/gpt-4o")), Optional.empty(), Optional.empty()));
        var own = own(key()).getFirst();
        assertThat(own.fallback()).isTrue();
        assertThat(Set.of("openai/gpt-4o", "openai/gpt-4o-mini")).filteredOn(own::isFor)
                .containsExactly("openai/gpt-4o");
    }
}

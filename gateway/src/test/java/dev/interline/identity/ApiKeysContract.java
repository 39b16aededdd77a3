package dev.interline.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interline.exchange.Money;
import dev.interline.exchange.Rejected;
import dev.interline.ledger.Grant;
import dev.interline.ledger.Limit;
import dev.interline.ledger.Period;
import dev.interline.ledger.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What API keys do on every database. */
abstract class ApiKeysContract extends IdentityContract {
    private static final Restrictions RESTRICTIONS =
            new Restrictions(List.of("openai/gpt-4o", "acme/\"large\""), List.of("OpenAI"), List.of("eu"),
                    OptionalInt.of(60), 3);

    private ApiKeys keys() {
        return identity().apiKeys();
    }

    private ApiKey disable(NewKey key) {
        return keys().change(key.key().hash(), settings -> settings.withDisabled(true), ADMIN);
    }

    @Test
    void lookLikeOpenRoutersAndAreKnownByHash() {
        var key = key();
        assertThat(key.secret()).matches("sk-or-v1-[0-9a-f]{64}");
        assertThat(key.key().hash()).matches("[0-9a-f]{64}").doesNotContain(key.secret().substring(9));
        assertThat(key.key().label()).matches("sk-or-v1-[0-9a-f]{3}\\.\\.\\.[0-9a-f]{3}");
        assertThat(key).asString().doesNotContain(key.secret());
        assertThat(find(key)).isEqualTo(new Lookup.Known(new Caller(account(), key.key().workspace(),
                key.key().hash(), "test", key.key().label(), Optional.empty(), Optional.empty(), false,
                Restrictions.NONE)));
    }

    @Test
    void storeNoSecret() {
        var secret = key().secret().substring("sk-or-v1-".length());
        assertThat(keys().list()).asString().doesNotContain(secret);
        assertThat(audit()).asString().doesNotContain(secret);
    }

    @Test
    void areKnownAgainAfterARestartWithEverythingThatBoundsThem() {
        var settings = KeySettings.named("bounded").withRestrictions(RESTRICTIONS)
                .withLimit(new KeyLimit(Optional.of(new Money(5)), Period.WEEK, true));
        var key = key(KeyRequest.of(Account.DEFAULT, "").managing().with(settings));
        restart();
        assertThat(find(key)).isInstanceOfSatisfying(Lookup.Known.class, known -> {
            assertThat(known.caller().management()).isTrue();
            assertThat(known.caller().restrictions()).isEqualTo(RESTRICTIONS);
        });
        assertThat(keys().list()).containsExactly(key.key());
        assertThat(key.key().settings()).isEqualTo(settings);
    }

    @Test
    void knowNothingElse() {
        var key = key();
        for (var other : List.of("", "sk-or-v1-", key.secret() + "0", key.secret().toUpperCase(Locale.ROOT),
                key.key().hash(), "x".repeat(1_000_000))) {
            assertThat(identity().keys().find(other)).isInstanceOf(Lookup.Unknown.class);
        }
    }

    @Test
    void areRefusedAtOnceWhenDisabledAndAfterARestart() {
        var key = key();
        disable(key);
        assertThat(find(key)).isInstanceOf(Lookup.Disabled.class);
        restart();
        assertThat(find(key)).isInstanceOf(Lookup.Disabled.class);
        keys().change(key.key().hash(), settings -> settings.withDisabled(false), ADMIN);
        assertThat(find(key)).isInstanceOf(Lookup.Known.class);
    }

    @Test
    void areForgottenAtOnceWhenDeletedAndAfterARestart() {
        var key = key();
        keys().delete(key.key().hash(), ADMIN);
        assertThat(find(key)).isInstanceOf(Lookup.Unknown.class);
        assertThat(ledger().spender(key.key().hash())).isEmpty();
        restart();
        assertThat(find(key)).isInstanceOf(Lookup.Unknown.class);
        refuses(404, key.key().hash(), () -> keys().delete(key.key().hash(), ADMIN));
        refuses(404, key.key().hash(), () -> disable(key));
    }

    @Test
    void endAtTheInstantOfTheirExpiry() {
        var key = key(KeyRequest.of(Account.DEFAULT, "test").expiring(Optional.of(START.plusSeconds(60))));
        clockShows(START.plusSeconds(60).minusMillis(1));
        assertThat(find(key)).isInstanceOf(Lookup.Known.class);
        clockShows(START.plusSeconds(60));
        assertThat(find(key)).isInstanceOf(Lookup.Expired.class);
    }

    @Test
    void areFoundByThemselvesTheirHashOrTheirLabel() {
        var key = key();
        for (var which : List.of(key.secret(), key.key().hash(), key.key().label())) {
            assertThat(keys().resolve(which)).isEqualTo(key.key());
        }
        assertThatThrownBy(() -> keys().resolve("sk-or-v1-zzz...zzz")).isInstanceOf(Rejected.class)
                .hasMessageContaining("no such key");
    }

    @Test
    void belongToTheWorkspaceThatTheyName() {
        var team = identity().workspaces().create(account(),
                new WorkspaceSettings("Team", "team", Optional.empty()), Optional.empty(), ADMIN);
        var inTeam = key(KeyRequest.of(Account.DEFAULT, "one").in(Optional.of("team")));
        var plain = key();
        assertThat(keys().list(account(), Optional.of(team.id()))).containsExactly(inTeam.key());
        assertThat(keys().list(account(), Optional.empty())).containsExactly(plain.key());
        refuses(404, "nowhere", () -> key(KeyRequest.of(Account.DEFAULT, "one").in(Optional.of("nowhere"))));
        refuses(404, "nowhere", () -> keys().list(account(), Optional.of("nowhere")));
    }

    @Test
    void belongToNoOtherAccountsWorkspace() {
        var other = identity().accounts().create("other", Optional.empty(), ADMIN);
        var theirs = identity().workspaces().list(other.id()).getFirst();
        refuses(404, "no workspace", () -> key(KeyRequest.of(Account.DEFAULT, "one").in(Optional.of(theirs.id()))));
    }

    @Test
    void tellTheLedgerWhatTheyMaySpend() {
        var key = key(KeyRequest.of(Account.DEFAULT, "").with(KeySettings.named("bounded")
                .withLimit(new KeyLimit(Optional.of(new Money(50)), Period.DAY, false))));
        assertThat(most(key)).isEqualTo(new Money(50));
        keys().change(key.key().hash(),
                settings -> settings.withLimit(settings.limit().withAmount(Optional.of(new Money(20)))), ADMIN);
        assertThat(most(key)).isEqualTo(new Money(20));
        restart();
        assertThat(most(key)).isEqualTo(new Money(20));
        keys().change(key.key().hash(), settings -> settings.withLimit(KeyLimit.NONE), ADMIN);
        assertThat(most(key)).isEqualTo(new Money(1_000));
    }

    /** What one request with this key may cost, at most 1,000 nano-dollars. */
    private Money most(NewKey key) {
        var grant = ledger().spender(key.key().hash()).orElseThrow().hold(Optional.empty(), Terms.CREDITS,
                new Money(1_000), Money.ZERO);
        return switch (grant) {
            case Grant.Held(var hold) -> {
                var amount = hold.amount();
                hold.release();
                yield amount;
            }
            case Grant.Refused(Limit _, Money left) -> left;
        };
    }

    @Test
    void refuseWhatMakesNoSense() {
        refuses(404, "nobody", () -> key(KeyRequest.of("nobody", "x")));
        for (var name : List.of("", " ", "x".repeat(101), "a\nb")) {
            refuses(400, "the name of a key", () -> key(KeyRequest.of(Account.DEFAULT, name)));
        }
        refuses(400, "passed", () -> key(KeyRequest.of(Account.DEFAULT, "x").expiring(Optional.of(START))));
        refuses(400, "negative", () -> key(with(KeyLimit.NONE.withAmount(Optional.of(new Money(-1))),
                Restrictions.NONE)));
        refuses(400, "models", () -> key(with(KeyLimit.NONE,
                new Restrictions(List.of(" "), List.of(), List.of(), OptionalInt.empty(), 1))));
        refuses(400, "per minute must be at least 1", () -> key(with(KeyLimit.NONE,
                new Restrictions(List.of(), List.of(), List.of(), OptionalInt.of(0), 1))));
        refuses(400, "weight", () -> key(with(KeyLimit.NONE,
                new Restrictions(List.of(), List.of(), List.of(), OptionalInt.empty(), 101))));
        refuses(404, "user_x", () -> key(KeyRequest.of(Account.DEFAULT, "x").by(Optional.of("user_x"))));
        assertThat(keys().list()).isEmpty();
        var key = key();
        refuses(400, "the name of a key",
                () -> keys().change(key.key().hash(), settings -> settings.withName(""), ADMIN));
        assertThat(keys().list()).containsExactly(key.key());
    }

    private static KeyRequest with(KeyLimit limit, Restrictions restrictions) {
        return KeyRequest.of(Account.DEFAULT, "")
                .with(KeySettings.named("x").withLimit(limit).withRestrictions(restrictions));
    }

    @Test
    void areMadeByMembersOfTheirWorkspace() {
        var jane = identity().members().add(Account.DEFAULT, new Member.Profile("jane@example.com", Optional.empty(),
                Optional.empty(), Member.Role.MEMBER, Optional.empty()), ADMIN);
        identity().workspaces().create(account(), new WorkspaceSettings("Team", "team", Optional.empty()),
                Optional.of(jane.id()), ADMIN);
        var request = KeyRequest.of(Account.DEFAULT, "x").by(Optional.of(jane.id()));
        assertThat(key(request).key().creator()).contains(jane.id());
        refuses(400, "does not belong to workspace team", () -> key(request.in(Optional.of("team"))));
        identity().members().addTo(account(), "team", List.of(jane.id()), ADMIN);
        assertThat(key(request.in(Optional.of("team"))).key().creator()).contains(jane.id());
    }

    @Test
    void areLookedUpWhileOthersChange() throws InterruptedException {
        var stays = key();
        var reader = Thread.ofPlatform().start(() -> {
            var until = System.nanoTime() + Duration.ofMillis(200).toNanos();
            while (System.nanoTime() < until) {
                if (!(find(stays) instanceof Lookup.Known)) {
                    throw new AssertionError("the key vanished");
                }
            }
        });
        var failed = new AtomicReference<Throwable>();
        reader.setUncaughtExceptionHandler((_, e) -> failed.set(e));
        while (reader.isAlive()) {
            var comes = key();
            assertThat(find(comes)).isInstanceOf(Lookup.Known.class);
            disable(comes);
            assertThat(find(comes)).isInstanceOf(Lookup.Disabled.class);
            keys().delete(comes.key().hash(), ADMIN);
            assertThat(find(comes)).isInstanceOf(Lookup.Unknown.class);
        }
        reader.join();
        assertThat(failed.get()).isNull();
    }
}

package dev.interline.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interline.exchange.Money;
import dev.interline.exchange.Rejected;
import dev.interline.store.Database;
import dev.interline.ledger.Ledger;
import dev.interline.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What accounts and keys do on every database. */
abstract class IdentityContract {
    private static final Actor ADMIN = new Actor("test");
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Optional<Money> CREDITS = Optional.of(new Money(1_000_000_000_000L));

    private Instant now = START;
    private final InstantSource clock = () -> now;
    private Database database;
    private Store store;
    private Identity identity;

    abstract Database database();

    @BeforeEach
    void open() {
        database = database();
        store = Store.open(database);
        identity = Identity.open(store, Ledger.open(store, clock), new Random(7), clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void restart() {
        store.close();
        store = Store.open(database);
        identity = Identity.open(store, Ledger.open(store, clock), new Random(8), clock);
    }

    private NewKey key(Optional<Instant> expiresAt) {
        identity.beginAccounts(CREDITS);
        return identity.createKey(new KeyRequest("test", Account.DEFAULT, Optional.empty(), expiresAt), ADMIN);
    }

    private Lookup find(NewKey key) {
        return identity.keys().find(key.secret());
    }

    private List<AuditEntry> audit() {
        return store.read(IdentityStore::audit);
    }

    @Test
    void makesKeysThatLookLikeOpenRoutersAndAreKnownByHash() {
        var key = key(Optional.empty());
        assertThat(key.secret()).matches("sk-or-v1-[0-9a-f]{64}");
        assertThat(key.key().hash()).matches("[0-9a-f]{64}").doesNotContain(key.secret().substring(9));
        assertThat(key.key().label()).matches("sk-or-v1-[0-9a-f]{3}\\.\\.\\.[0-9a-f]{3}");
        assertThat(key).asString().doesNotContain(key.secret());
        assertThat(find(key)).isEqualTo(new Lookup.Known(new Caller(identity.account(Account.DEFAULT).id(),
                key.key().workspace(), key.key().hash(), "test", key.key().label(), Optional.empty(),
                Optional.empty())));
    }

    @Test
    void storesNoSecret() {
        var key = key(Optional.empty());
        var secret = key.secret().substring("sk-or-v1-".length());
        assertThat(identity.listKeys()).asString().doesNotContain(secret);
        assertThat(audit()).asString().doesNotContain(secret);
    }

    @Test
    void knowsKeysAgainAfterARestart() {
        var key = key(Optional.empty());
        restart();
        assertThat(find(key)).isInstanceOf(Lookup.Known.class);
        assertThat(identity.listKeys()).containsExactly(key.key());
    }

    @Test
    void knowsNothingElse() {
        var key = key(Optional.empty());
        for (var other : List.of("", "sk-or-v1-", key.secret() + "0", key.secret().toUpperCase(Locale.ROOT),
                key.key().hash(), "x".repeat(1_000_000))) {
            assertThat(identity.keys().find(other)).isInstanceOf(Lookup.Unknown.class);
        }
    }

    @Test
    void refusesADisabledKeyAtOnceAndAfterARestart() {
        var key = key(Optional.empty());
        identity.disableKey(key.key().hash(), ADMIN);
        assertThat(find(key)).isInstanceOf(Lookup.Disabled.class);
        restart();
        assertThat(find(key)).isInstanceOf(Lookup.Disabled.class);
    }

    @Test
    void forgetsADeletedKeyAtOnceAndAfterARestart() {
        var key = key(Optional.empty());
        identity.deleteKey(key.key().label(), ADMIN);
        assertThat(find(key)).isInstanceOf(Lookup.Unknown.class);
        restart();
        assertThat(find(key)).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void refusesAKeyFromTheInstantOfItsExpiry() {
        var key = key(Optional.of(START.plusSeconds(60)));
        now = START.plusSeconds(60).minusMillis(1);
        assertThat(find(key)).isInstanceOf(Lookup.Known.class);
        now = START.plusSeconds(60);
        assertThat(find(key)).isInstanceOf(Lookup.Expired.class);
    }

    @Test
    void refusesAKeyThatHasExpiredBeforeItIsMade() {
        assertThatThrownBy(() -> key(Optional.of(START))).isInstanceOf(Rejected.class).hasMessageContaining("passed");
        assertThat(identity.listKeys()).isEmpty();
    }

    @Test
    void findsAKeyToChangeByItselfItsHashOrItsLabel() {
        var one = key(Optional.empty());
        var two = key(Optional.empty());
        var three = key(Optional.empty());
        assertThat(identity.disableKey(one.secret(), ADMIN).hash()).isEqualTo(one.key().hash());
        assertThat(identity.disableKey(two.key().hash(), ADMIN).hash()).isEqualTo(two.key().hash());
        assertThat(identity.disableKey(three.key().label(), ADMIN).hash()).isEqualTo(three.key().hash());
        assertThatThrownBy(() -> identity.disableKey("sk-or-v1-zzz...zzz", ADMIN)).isInstanceOf(Rejected.class)
                .hasMessageContaining("no such key");
    }

    @Test
    void creditsExactly() {
        identity.createAccount("team", Optional.of(new Money(1)), ADMIN);
        assertThat(identity.creditAccount("team", new Money(2), ADMIN).credits()).contains(new Money(3));
        assertThat(identity.creditAccount("team", new Money(-5), ADMIN).remaining()).contains(new Money(-2));
        assertThatThrownBy(() -> identity.creditAccount("team", new Money(Long.MIN_VALUE), ADMIN))
                .isInstanceOf(Rejected.class);
        assertThat(identity.account("team").credits()).contains(new Money(-2));
    }

    @Test
    void refusesWhatMakesNoSense() {
        identity.createAccount("team", Optional.empty(), ADMIN);
        assertThatThrownBy(() -> identity.createAccount("team", CREDITS, ADMIN)).isInstanceOf(Rejected.class)
                .hasMessageContaining("exists already");
        assertThatThrownBy(() -> identity.createAccount(" ", CREDITS, ADMIN)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> identity.createAccount("debt", Optional.of(new Money(-1)), ADMIN))
                .isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> identity.creditAccount("team", new Money(1), ADMIN)).isInstanceOf(Rejected.class)
                .hasMessageContaining("unmetered");
        assertThatThrownBy(() -> identity.creditAccount("nobody", new Money(1), ADMIN)).isInstanceOf(Rejected.class)
                .hasMessageContaining("nobody");
        assertThat(identity.accounts()).hasSize(1);
    }

    @Test
    void auditsEveryChangeInOrder() {
        var key = key(Optional.empty());
        identity.creditAccount(Account.DEFAULT, new Money(5), ADMIN);
        identity.disableKey(key.secret(), ADMIN);
        identity.deleteKey(key.secret(), ADMIN);
        assertThat(audit()).extracting(AuditEntry::action).containsExactly("account.create", "key.create",
                "account.credit", "key.disable", "key.delete");
    }

    @Test
    void beginsWithAnAccountAndItsKeyOnce() {
        var first = identity.begin(CREDITS, Optional.empty());
        assertThat(first).isPresent();
        assertThat(identity.account(Account.DEFAULT).remaining()).isEqualTo(CREDITS);
        assertThat(find(first.get())).isInstanceOf(Lookup.Known.class);
        assertThat(identity.begin(CREDITS, Optional.empty())).isEmpty();
        identity.deleteKey(first.get().secret(), ADMIN);
        restart();
        assertThat(identity.begin(CREDITS, Optional.empty())).isEmpty();
        assertThat(identity.listKeys()).isEmpty();
    }

    @Test
    void beginsWithTheKeyThatTheOperatorChose() {
        var chosen = "sk-for-scripts-0001";
        assertThat(identity.begin(Optional.empty(), Optional.of(chosen)).map(NewKey::secret)).contains(chosen);
        assertThat(identity.begin(Optional.empty(), Optional.of(chosen))).isEmpty();
        assertThat(identity.account(Account.DEFAULT).credits()).isEmpty();
        restart();
        assertThat(identity.begin(Optional.empty(), Optional.of(chosen))).isEmpty();
        assertThat(identity.begin(Optional.empty(), Optional.of(chosen + "x"))).isPresent();
        assertThat(identity.keys().find(chosen)).isInstanceOf(Lookup.Known.class);
        assertThat(identity.keys().find(chosen + "x")).isInstanceOf(Lookup.Known.class);
    }

    @Test
    void refusesAChosenKeyThatIsTooShortAndDoesNotRepeatIt() {
        assertThatThrownBy(() -> identity.begin(CREDITS, Optional.of("sk-short"))).isInstanceOf(Rejected.class)
                .hasMessageContaining("bootstrap key").message().doesNotContain("sk-short");
    }

    @Test
    void looksUpWhileKeysChange() throws InterruptedException {
        var stays = key(Optional.empty());
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
            var comes = key(Optional.empty());
            assertThat(find(comes)).isInstanceOf(Lookup.Known.class);
            identity.disableKey(comes.secret(), ADMIN);
            assertThat(find(comes)).isInstanceOf(Lookup.Disabled.class);
            identity.deleteKey(comes.secret(), ADMIN);
            assertThat(find(comes)).isInstanceOf(Lookup.Unknown.class);
        }
        reader.join();
        assertThat(failed.get()).isNull();
    }
}

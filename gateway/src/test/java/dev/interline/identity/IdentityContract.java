package dev.interline.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interline.exchange.Money;
import dev.interline.exchange.Rejected;
import dev.interline.ledger.Ledger;
import dev.interline.ledger.Verification;
import dev.interline.store.Database;
import dev.interline.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every part of identity is tested with, on every database. */
abstract class IdentityContract {
    static final Actor ADMIN = new Actor("test");
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final Optional<Money> CREDITS = Optional.of(new Money(1_000_000_000_000L));

    private Instant now = START;
    private final InstantSource clock = () -> now;
    private Database database;
    private Store store;
    private Ledger ledger;
    private Identity identity;

    abstract Database database();

    @BeforeEach
    void open() {
        database = database();
        start(7);
        identity.beginAccounts(CREDITS);
    }

    private void start(long seed) {
        store = Store.open(database);
        ledger = Ledger.open(store, clock);
        identity = TestIdentity.open(store, ledger, seed, clock);
    }

    @AfterEach
    void close() {
        assertThat(Verification.of(store, TestIdentity.KEY).faults()).isEmpty();
        store.close();
    }

    void restart() {
        store.close();
        start(8);
    }

    void clockShows(Instant time) {
        now = time;
    }

    Store store() {
        return store;
    }

    Ledger ledger() {
        return ledger;
    }

    Identity identity() {
        return identity;
    }

    /** Id of the account {@value Account#DEFAULT}. */
    String account() {
        return identity.accounts().get(Account.DEFAULT).id();
    }

    NewKey key() {
        return key(KeyRequest.of(Account.DEFAULT, "test"));
    }

    NewKey key(KeyRequest request) {
        return identity.apiKeys().create(request, ADMIN);
    }

    Lookup find(NewKey key) {
        return identity.keys().find(key.secret());
    }

    List<AuditEntry> audit() {
        return store.read(AuditStore::list);
    }

    /** Asserts that this is refused with this status and message, and changes nothing. */
    void refuses(int status, String message, ThrowingCallable call) {
        int done = audit().size();
        assertThatThrownBy(call).isInstanceOfSatisfying(Rejected.class,
                e -> assertThat(e.problem().status()).isEqualTo(status)).hasMessageContaining(message);
        assertThat(audit()).hasSize(done);
    }
}

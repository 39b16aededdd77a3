package dev.interline.identity;

import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Money;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.ledger.Ledger;
import dev.interline.store.Sql;
import dev.interline.store.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * The authority over accounts and keys. A change is durable and in memory before its method returns, so that the data
 * plane sees it at once; what cannot be done is told by {@link Rejected}.
 */
public final class Identity {
    private static final int MAX_NAME = 100;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final Store store;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final KeyRing ring;
    private final Ledger ledger;
    /** Makes memory change in the order of the database. */
    private final ReentrantLock changing = new ReentrantLock();

    private Identity(Store store, Ledger ledger, RandomGenerator random, InstantSource clock, KeyRing ring) {
        this.store = store;
        this.ledger = ledger;
        this.random = random;
        this.clock = clock;
        this.ring = ring;
    }

    /**
     * Loads all keys into memory, and tells the ledger who may spend.
     *
     * @param random where keys come from: a {@link java.security.SecureRandom}, except in tests
     */
    public static Identity open(Store store, Ledger ledger, RandomGenerator random, InstantSource clock) {
        return store.write(sql -> {
            IdentityStore.completeWorkspaces(sql, Instant.ofEpochMilli(clock.millis()));
            for (var account : IdentityStore.accounts(sql)) {
                ledger.account(account.id(), account.credits(), account.charged());
                ledger.workspace(account.id(), IdentityStore.defaultWorkspace(sql, account.id()), List.of());
            }
            var keys = IdentityStore.keys(sql);
            keys.forEach(key -> tell(ledger, key));
            return new Identity(store, ledger, random, clock, new KeyRing(keys, clock));
        });
    }

    private static void tell(Ledger ledger, ApiKey key) {
        ledger.key(key.account(), key.workspace(), key.hash(), List.of());
    }

    /** The keys as the data plane asks for them. */
    public Keys keys() {
        return ring;
    }

    /** Makes an account; without credits it is unmetered. */
    public Account createAccount(String name, Optional<Money> credits, Actor by) {
        checkName("account", name);
        credits.ifPresent(Identity::checkNotNegative);
        changing.lock();
        try {
            var created = store.write(sql -> createAccount(sql, name, credits, by));
            ledger.account(created.id(), created.credits(), created.charged());
            ledger.workspace(created.id(), store.write(sql -> IdentityStore.defaultWorkspace(sql, created.id())),
                    List.of());
            return created;
        } finally {
            changing.unlock();
        }
    }

    private Account createAccount(Sql sql, String name, Optional<Money> credits, Actor by) throws SQLException {
        if (IdentityStore.account(sql, name).isPresent()) {
            throw rejected(ErrorType.INVALID_REQUEST,
                    "account \"" + name + "\" exists already; choose another name");
        }
        var account = new Account("acc_" + letters(20), name, credits, Money.ZERO, now());
        IdentityStore.insert(sql, account);
        IdentityStore.audit(sql, account.createdAt(), by, new AuditEntry(AuditEntry.ACCOUNT_CREATE, account.id(),
                name + ", " + credits.map(Money::toString).orElse("unmetered")));
        return account;
    }

    public List<Account> accounts() {
        return store.read(IdentityStore::accounts);
    }

    /** The account of this id or name. */
    public Account account(String idOrName) {
        return store.read(sql -> IdentityStore.account(sql, idOrName)).orElseThrow(() -> noAccount(idOrName));
    }

    /** Adds to an account's credits, or takes away if the amount is negative. */
    public Account creditAccount(String idOrName, Money amount, Actor by) {
        changing.lock();
        try {
            var credited = store.write(sql -> creditAccount(sql, idOrName, amount, by));
            ledger.account(credited.id(), credited.credits(), credited.charged());
            return credited;
        } finally {
            changing.unlock();
        }
    }

    private Account creditAccount(Sql sql, String idOrName, Money amount, Actor by) throws SQLException {
        var account = IdentityStore.account(sql, idOrName).orElseThrow(() -> noAccount(idOrName));
        var credits = account.credits().orElseThrow(() -> rejected(ErrorType.INVALID_REQUEST,
                "account \"" + account.name() + "\" is unmetered; it has no credits to add to"));
        var sum = sum(credits, amount);
        IdentityStore.setCredits(sql, account.id(), sum);
        IdentityStore.audit(sql, now(), by,
                new AuditEntry(AuditEntry.ACCOUNT_CREDIT, account.id(), amount + ", credits now " + sum));
        return new Account(account.id(), account.name(), Optional.of(sum), account.charged(), account.createdAt());
    }

    /** Makes a key of 256 random bits. */
    public NewKey createKey(KeyRequest request, Actor by) {
        return createKey(request, KeyFormat.fresh(random), by);
    }

    public List<ApiKey> listKeys() {
        return store.read(IdentityStore::keys);
    }

    /** Switches a key off, given the key itself, its hash or its label; one that is off already stays so. */
    public ApiKey disableKey(String which, Actor by) {
        changing.lock();
        try {
            var disabled = store.write(sql -> {
                var key = KeyNames.resolve(IdentityStore.keys(sql), which).disabledAt(now());
                IdentityStore.update(sql, key);
                IdentityStore.audit(sql, key.updatedAt(), by,
                        new AuditEntry(AuditEntry.KEY_DISABLE, key.hash(), key.label()));
                return key;
            });
            ring.put(disabled);
            return disabled;
        } finally {
            changing.unlock();
        }
    }

    /** Deletes a key, given the key itself, its hash or its label; what it was used for stays recorded. */
    public ApiKey deleteKey(String which, Actor by) {
        changing.lock();
        try {
            var deleted = store.write(sql -> {
                var key = KeyNames.resolve(IdentityStore.keys(sql), which);
                IdentityStore.deleteKey(sql, key.hash());
                IdentityStore.audit(sql, now(), by, new AuditEntry(AuditEntry.KEY_DELETE, key.hash(), key.label()));
                return key;
            });
            ring.remove(deleted.hash());
            ledger.forgetKey(deleted.hash());
            return deleted;
        } finally {
            changing.unlock();
        }
    }

    /**
     * What the first start makes: the account {@value Account#DEFAULT} if there is no account, and its key if there
     * never was one.
     *
     * @param credits what the account begins with; empty for unmetered
     * @param chosenKey the key that the operator fixed; made on later starts, too, if it does not exist
     * @return the key, if one was made
     */
    public Optional<NewKey> begin(Optional<Money> credits, Optional<String> chosenKey) {
        beginAccounts(credits);
        if (chosenKey.isPresent()) {
            return beginKey(chosenKey.get());
        }
        // Asked of the writer, as everything at the start: the readers' pool takes its time to open.
        boolean later = store.write(sql -> IdentityStore.everDone(sql, AuditEntry.KEY_CREATE));
        return later ? Optional.empty() : Optional.of(createKey(firstKey("default"), Actor.START));
    }

    /** Makes the account {@value Account#DEFAULT} if there is no account at all. */
    public void beginAccounts(Optional<Money> credits) {
        if (store.write(IdentityStore::accounts).isEmpty()) {
            createAccount(Account.DEFAULT, credits, Actor.START);
        }
    }

    private Optional<NewKey> beginKey(String chosen) {
        if (!KeyFormat.acceptable(chosen)) {
            throw rejected(ErrorType.INVALID_REQUEST, "the bootstrap key must be \"sk-\" followed by 13 to 253 letters,"
                    + " digits, \"-\" or \"_\"; better still \"sk-or-v1-\" and 64 random hex digits");
        }
        return ring.find(chosen) instanceof Lookup.Unknown
                ? Optional.of(createKey(firstKey("bootstrap"), chosen, Actor.START))
                : Optional.empty();
    }

    private static KeyRequest firstKey(String name) {
        return new KeyRequest(name, Account.DEFAULT, Optional.empty(), Optional.empty());
    }

    private NewKey createKey(KeyRequest request, String secret, Actor by) {
        checkName("key", request.name());
        var now = now();
        var expiresAt = request.expiresAt().map(time -> time.truncatedTo(ChronoUnit.MILLIS));
        if (request.expiresAt().isPresent() && !request.expiresAt().get().isAfter(now)) {
            throw rejected(ErrorType.INVALID_REQUEST, "the key would expire at " + request.expiresAt().get()
                    + ", which has passed; give a time in the future");
        }
        changing.lock();
        try {
            var created = store.write(sql -> {
                var account = IdentityStore.account(sql, request.account())
                        .orElseThrow(() -> noAccount(request.account()));
                var key = new ApiKey(KeyFormat.hash(secret), account.id(),
                        IdentityStore.defaultWorkspace(sql, account.id()), request.name(), KeyFormat.label(secret),
                        false, request.creator(), expiresAt, now, now);
                IdentityStore.insert(sql, key);
                IdentityStore.audit(sql, now, by, new AuditEntry(AuditEntry.KEY_CREATE, key.hash(),
                        key.label() + ", " + key.name() + ", account " + account.name()));
                return key;
            });
            tell(ledger, created);
            ring.put(created);
            return new NewKey(created, secret);
        } finally {
            changing.unlock();
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    private String letters(int count) {
        var text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static void checkName(String what, String name) {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw rejected(ErrorType.INVALID_REQUEST,
                    "the name of " + what + " must be 1 to " + MAX_NAME + " printable characters");
        }
    }

    private static void checkNotNegative(Money credits) {
        if (credits.compareTo(Money.ZERO) < 0) {
            throw rejected(ErrorType.INVALID_REQUEST, "an account cannot begin with " + credits);
        }
    }

    private static Money sum(Money credits, Money amount) {
        try {
            return credits.plus(amount);
        } catch (ArithmeticException e) {
            throw rejected(ErrorType.INVALID_REQUEST, "credits of " + credits + " and " + amount + " do not fit");
        }
    }

    private static Rejected noAccount(String idOrName) {
        return rejected(ErrorType.NOT_FOUND, "no account \"" + idOrName + "\"; see interline accounts list");
    }

    static Rejected rejected(ErrorType type, String message) {
        return new Rejected(Problem.of(type, message));
    }
}

package dev.interline.identity;

import dev.interline.config.Jwt;
import dev.interline.exchange.Money;
import dev.interline.ledger.Book;
import dev.interline.ledger.Ledger;
import dev.interline.secrets.Vault;
import dev.interline.store.Sql;
import dev.interline.store.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The authority over accounts, workspaces, members and keys. A change is durable, audited and in memory before its method
 * returns, so that the data plane sees it at once; what cannot be done is told by
 * {@link dev.interline.exchange.Rejected}, and then nothing has changed.
 */
public final class Identity {
    private final Changes changes;
    private final Ids ids;
    private final Accounts accounts;
    private final ApiKeys apiKeys;
    private final Workspaces workspaces;
    private final Budgets budgets;
    private final Members members;
    private final Codes codes;
    private final AuthCodes authCodes;
    private final ProviderKeys providerKeys;

    private Identity(Changes changes, Ids ids, Vault vault) {
        this.changes = changes;
        this.ids = ids;
        this.accounts = new Accounts(changes, ids);
        this.apiKeys = new ApiKeys(changes, ids);
        this.workspaces = new Workspaces(changes, apiKeys, ids);
        this.budgets = new Budgets(changes, ids);
        this.members = new Members(changes, ids);
        this.codes = new Codes(changes, accounts, ids);
        this.authCodes = new AuthCodes(changes, apiKeys, ids);
        this.providerKeys = ProviderKeys.open(changes, ids, vault);
    }

    /**
     * Loads all keys into memory, and tells the ledger who may spend what.
     *
     * @param vault what provider keys are encrypted with
     * @param random where keys come from: a {@link java.security.SecureRandom}, except in tests
     */
    public static Identity open(Store store, Book book, Ledger ledger, Vault vault, RandomGenerator random,
            InstantSource clock) {
        var ids = new Ids(random);
        var keys = store.write(sql -> {
            WorkspaceStore.complete(sql, ids, Instant.ofEpochMilli(clock.millis()));
            return tell(sql, ledger);
        });
        return new Identity(new Changes(store, book, ledger, new KeyRing(keys, clock), clock), ids, vault);
    }

    private static List<ApiKey> tell(Sql sql, Ledger ledger) throws SQLException {
        for (var account : AccountStore.list(sql)) {
            ledger.account(account.id(), account.credits(), account.charged());
        }
        var budgets = WorkspaceStore.budgets(sql);
        for (var workspace : WorkspaceStore.list(sql)) {
            ledger.workspace(workspace.account(), workspace.id(), budgets.getOrDefault(workspace.id(), List.of())
                    .stream().map(budget -> budget.limit(workspace.countsByok())).toList());
        }
        var keys = KeyStore.list(sql);
        keys.forEach(key -> ledger.key(key.account(), key.workspace(), key.hash(), key.settings().limit().limits()));
        return keys;
    }

    /** The keys as the data plane asks for them. */
    public Keys keys() {
        return changes.ring();
    }

    /** The provider keys of callers as the data plane asks for them. */
    public OwnKeys ownKeys() {
        return providerKeys.own();
    }

    public Accounts accounts() {
        return accounts;
    }

    public ApiKeys apiKeys() {
        return apiKeys;
    }

    public Workspaces workspaces() {
        return workspaces;
    }

    public Budgets budgets() {
        return budgets;
    }

    public Members members() {
        return members;
    }

    public Codes codes() {
        return codes;
    }

    public AuthCodes authCodes() {
        return authCodes;
    }

    public ProviderKeys providerKeys() {
        return providerKeys;
    }

    /**
     * Those for whom tokens speak.
     *
     * @param secret 32 bytes that are used for nothing else
     * @throws dev.interline.exchange.Rejected if newcomers are to join an account that does not exist
     */
    public Subjects subjects(byte[] secret, Jwt config) {
        if (config.newSubjects() == Jwt.NewSubjects.JOIN) {
            accounts.get(config.account());
        }
        return new Subjects(changes, ids, secret, config);
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
        boolean later = changes.make((sql, _) -> AuditStore.everDone(sql, AuditEntry.KEY_CREATE));
        return later ? Optional.empty()
                : Optional.of(apiKeys.create(KeyRequest.of(Account.DEFAULT, "default"), Actor.START));
    }

    /** Makes the account {@value Account#DEFAULT} if there is no account at all. */
    public void beginAccounts(Optional<Money> credits) {
        if (changes.make((sql, _) -> AccountStore.list(sql)).isEmpty()) {
            accounts.create(Account.DEFAULT, credits, Actor.START);
        }
    }

    private Optional<NewKey> beginKey(String chosen) {
        if (!KeyFormat.acceptable(chosen)) {
            throw Refusal.invalid("the bootstrap key must be \"sk-\" followed by 13 to 253 letters,"
                    + " digits, \"-\" or \"_\"; better still \"sk-or-v1-\" and 64 random hex digits");
        }
        return keys().find(chosen) instanceof Lookup.Unknown
                ? Optional.of(apiKeys.create(KeyRequest.of(Account.DEFAULT, "bootstrap"), chosen, Actor.START))
                : Optional.empty();
    }
}

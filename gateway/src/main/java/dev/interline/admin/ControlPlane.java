package dev.interline.admin;

import dev.interline.admin.api.ActivityRoutes;
import dev.interline.admin.api.AnalyticsRoutes;
import dev.interline.admin.api.AuthRoutes;
import dev.interline.admin.api.ByokRoutes;
import dev.interline.admin.api.CallerRoutes;
import dev.interline.admin.api.CreditRoutes;
import dev.interline.admin.api.DatasetRoutes;
import dev.interline.admin.api.FeedbackRoutes;
import dev.interline.admin.api.KeyRoutes;
import dev.interline.admin.api.ManagementApi;
import dev.interline.admin.api.WorkspaceRoutes;
import dev.interline.catalog.Catalog;
import dev.interline.config.Jwt;
import dev.interline.generations.Bookkeeper;
import dev.interline.generations.Generations;
import dev.interline.generations.activity.Activity;
import dev.interline.generations.activity.Analytics;
import dev.interline.generations.activity.Rankings;
import dev.interline.identity.Identity;
import dev.interline.identity.Subjects;
import dev.interline.ledger.Book;
import dev.interline.ledger.Ledger;
import dev.interline.ledger.Verification;
import dev.interline.retention.Pruner;
import dev.interline.secrets.MasterKey;
import dev.interline.secrets.Vault;
import dev.interline.store.DataFolder;
import dev.interline.store.Database;
import dev.interline.store.Store;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything that is kept, and those who keep it: what a server has in common with a command that works on a folder that
 * no server owns.
 */
public final class ControlPlane implements AutoCloseable {
    /** What the ledger's entries are signed for. */
    private static final String LEDGER = "ledger";
    /** What the keys of those are made from for whom tokens speak. */
    private static final String SUBJECTS = "subjects";
    /** What the keys of accounts' own at providers are encrypted with. */
    private static final String PROVIDER_KEYS = "provider keys";

    private final Store store;
    private final MasterKey masterKey;
    private final InstantSource clock;
    private final Bookkeeper bookkeeper;
    private final Ledger ledger;
    private final Identity identity;
    private final Administration administration;
    private final Generations generations;
    private final ManagementApi api;

    private ControlPlane(Path folder, Store store, MasterKey masterKey, Book book, Bookkeeper bookkeeper,
            InstantSource clock) {
        this.store = store;
        this.masterKey = masterKey;
        this.clock = clock;
        this.bookkeeper = bookkeeper;
        ledger = Ledger.open(store, clock);
        var random = new SecureRandom();
        identity = Identity.open(store, book, ledger, new Vault(masterKey.key(PROVIDER_KEYS), random), random, clock);
        generations = new Generations(store, clock);
        administration = new Administration(identity, ledger,
                () -> Verification.of(store, masterKey.key(LEDGER)), target -> Backups.make(store, folder, target));
        api = new ManagementApi(List.of(
                new CallerRoutes(identity.apiKeys(), ledger, generations).routes(),
                new WorkspaceRoutes(identity.workspaces(), identity.budgets(), identity.members()).routes(),
                new AuthRoutes(identity.authCodes()).routes(),
                new CreditRoutes(identity.accounts(), identity.codes()).routes(),
                new ActivityRoutes(new Activity(store, clock), identity.workspaces()).routes(),
                new AnalyticsRoutes(new Analytics(store, clock), clock).routes(),
                new FeedbackRoutes(generations).routes()));
    }

    /**
     * Opens what is kept in a database that belongs to this folder, which this process owns.
     *
     * @param masterKey the configured one, if there is one
     */
    public static ControlPlane open(DataFolder folder, Database database, Optional<String> masterKey,
            InstantSource clock) {
        var store = Store.open(database);
        try {
            var key = MasterKey.open(folder.path(), store, masterKey, new SecureRandom());
            var book = Book.open(store, key.key(LEDGER), clock);
            // It brings in what a killed server left in its journal, before anybody counts.
            var bookkeeper = Bookkeeper.open(store, book, database, folder.path());
            try {
                return new ControlPlane(folder.path(), store, key, book, bookkeeper, clock);
            } catch (RuntimeException e) {
                bookkeeper.close();
                throw e;
            }
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    public Bookkeeper bookkeeper() {
        return bookkeeper;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Identity identity() {
        return identity;
    }

    /** Those for whom tokens speak. */
    public Subjects subjects(Jwt config) {
        return identity.subjects(masterKey.key(SUBJECTS), config);
    }

    public Generations generations() {
        return generations;
    }

    /** What deletes records that are old enough; not started yet. */
    public Pruner pruner(Pruner.Ages ages) {
        return new Pruner(store, ages, clock, Pruner.Pace.USUAL);
    }

    /** The management API; whoever adds to it adds a line above, or here if it has to know which providers there are. */
    public ManagementApi api(Supplier<Catalog> catalog) {
        return api.with(new KeyRoutes(identity.apiKeys(), ledger, catalog).routes())
                .with(new ByokRoutes(identity.providerKeys(), catalog).routes())
                .with(new DatasetRoutes(new Rankings(store), catalog, clock).routes());
    }

    /** The database, for what hangs on nothing else here. */
    public Store store() {
        return store;
    }

    public Administration administration() {
        return administration;
    }

    @Override
    public void close() {
        bookkeeper.close();
        store.close();
    }
}

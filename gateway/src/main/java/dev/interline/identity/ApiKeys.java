package dev.interline.identity;

import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The API keys. A change is seen by the data plane before its method returns. */
public final class ApiKeys {
    private final Changes changes;
    private final Ids ids;

    ApiKeys(Changes changes, Ids ids) {
        this.changes = changes;
        this.ids = ids;
    }

    /** Makes a key of 256 random bits. */
    public NewKey create(KeyRequest request, Actor by) {
        return create(request, KeyFormat.fresh(ids.random()), by);
    }

    NewKey create(KeyRequest request, String secret, Actor by) {
        request.settings().check();
        request.expiresAt().filter(at -> !at.isAfter(changes.now())).ifPresent(at -> {
            throw Refusal.invalid("the key would expire at " + at + ", which has passed; give a time in the future");
        });
        return new NewKey(changes.make((sql, now) -> insert(sql, now, request, secret, by), this::tell), secret);
    }

    /** Told by {@link #tell} once it is durable. */
    static ApiKey insert(Sql sql, Instant now, KeyRequest request, String secret, Actor by)
            throws SQLException {
        var account = AccountStore.get(sql, request.account());
        var workspace = request.workspace().isPresent()
                ? WorkspaceStore.get(sql, account.id(), request.workspace().get())
                : WorkspaceStore.getDefault(sql, account.id());
        if (request.creator().isPresent()) {
            checkCreator(sql, workspace, request.creator().get());
        }
        var key = new ApiKey(KeyFormat.hash(secret), account.id(), workspace.id(), KeyFormat.label(secret),
                request.management(), request.creator(),
                request.expiresAt().map(time -> time.truncatedTo(ChronoUnit.MILLIS)), now, now, request.settings());
        KeyStore.insert(sql, key);
        AuditStore.add(sql, now, by, new AuditEntry(AuditEntry.KEY_CREATE, key.hash(), key.label() + ", "
                + (key.management() ? "management, " : "") + key.settings().told() + ", account " + account.name()
                + ", workspace " + workspace.slug()));
        return key;
    }

    private static void checkCreator(Sql sql, Workspace workspace, String member) throws SQLException {
        MemberStore.get(sql, workspace.account(), member);
        if (!MemberStore.belongs(sql, workspace, member)) {
            throw Refusal.invalid("member " + member + " does not belong to workspace " + workspace.slug());
        }
    }

    /** Of all accounts. */
    public List<ApiKey> list() {
        return changes.read(KeyStore::list);
    }

    /**
     * Of one workspace, the oldest first.
     *
     * @throws dev.interline.exchange.Rejected if the account has no such workspace
     */
    public List<ApiKey> list(String account, Optional<String> workspace) {
        return changes.read(sql -> KeyStore.list(sql, workspace.isPresent()
                ? WorkspaceStore.get(sql, account, workspace.get()).id()
                : WorkspaceStore.getDefault(sql, account).id()));
    }

    /** The key with this hash. */
    public Optional<ApiKey> find(String hash) {
        return changes.read(sql -> KeyStore.find(sql, hash));
    }

    /**
     * Anybody's key, given the key itself, its hash or its label.
     *
     * @throws dev.interline.exchange.Rejected if there is none, or more than one
     */
    public ApiKey resolve(String which) {
        return changes.read(sql -> KeyNames.resolve(KeyStore.list(sql), which));
    }

    /**
     * Changes a key.
     *
     * @param edit from what it is at that moment to what it is to be
     * @throws dev.interline.exchange.Rejected if there is no such key, or it cannot be like that
     */
    public ApiKey change(String hash, UnaryOperator<KeySettings> edit, Actor by) {
        return changes.make((sql, now) -> {
            var key = get(sql, hash);
            var settings = edit.apply(key.settings());
            settings.check();
            var changed = key.changed(settings, now);
            KeyStore.update(sql, changed);
            AuditStore.add(sql, now, by, new AuditEntry("key.change", hash, key.label() + ", " + settings.told()));
            return changed;
        }, this::tell);
    }

    /** Deletes a key; what it was used for stays recorded. */
    public ApiKey delete(String hash, Actor by) {
        return changes.make((sql, now) -> delete(sql, now, get(sql, hash), by), this::forget);
    }

    static ApiKey delete(Sql sql, Instant now, ApiKey key, Actor by) throws SQLException {
        KeyStore.delete(sql, key.hash());
        AuditStore.add(sql, now, by, new AuditEntry("key.delete", key.hash(), key.label()));
        return key;
    }

    private static ApiKey get(Sql sql, String hash) throws SQLException {
        return KeyStore.find(sql, hash).orElseThrow(() -> Refusal.notFound("no key with the hash " + hash));
    }

    void tell(ApiKey key) {
        changes.ledger().key(key.account(), key.workspace(), key.hash(), key.settings().limit().limits());
        changes.ring().put(key);
    }

    void forget(ApiKey key) {
        changes.ring().remove(key.hash());
        changes.ledger().forgetKey(key.hash());
    }
}

package dev.interline.identity;

import dev.interline.secrets.Vault;
import dev.interline.store.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of accounts' own at providers. They are encrypted at rest and never shown again; a change is seen by the data
 * plane before its method returns.
 */
public final class ProviderKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderKeys.class);

    private final Changes changes;
    private final Ids ids;
    private final Vault vault;
    private final OwnKeyRing ring;

    private ProviderKeys(Changes changes, Ids ids, Vault vault) {
        this.changes = changes;
        this.ids = ids;
        this.vault = vault;
        this.ring = new OwnKeyRing();
    }

    /** With all that are stored in memory. */
    static ProviderKeys open(Changes changes, Ids ids, Vault vault) {
        var keys = new ProviderKeys(changes, ids, vault);
        // Asked of the writer, as everything at the start: the readers' pool takes its time to open.
        changes.make((sql, _) -> ProviderKeyStore.list(sql), all -> all.forEach(keys::tell));
        return keys;
    }

    /** The keys as the data plane asks for them. */
    OwnKeys own() {
        return ring;
    }

    /**
     * Adds a key.
     *
     * @param secret the key itself
     */
    public ProviderKey create(ProviderKeyRequest request, String secret, Actor by) {
        request.settings().check();
        ProviderKey.checkSecret(secret);
        return changes.make((sql, now) -> {
            var account = AccountStore.get(sql, request.account());
            checkUsers(sql, account.id(), request.settings(), ProviderKeySettings.USUAL);
            Optional<String> workspace = switch (request.place()) {
                case ProviderKeyRequest.Place.Workspace(var which) ->
                    Optional.of(workspace(sql, account.id(), which));
                case ProviderKeyRequest.Place.Everywhere() -> Optional.empty();
            };
            int position = request.position().isPresent() ? request.position().getAsInt()
                    : behind(ProviderKeyStore.list(sql, account.id()), request.provider(), workspace);
            var key = new ProviderKey(ids.uuid(), account.id(), workspace, request.provider(),
                    ProviderKey.label(secret), request.settings().at(position), now, now);
            var sealed = new ProviderKeyStore.Sealed(key, vault.seal(key.id(), secret));
            ProviderKeyStore.insert(sql, key, sealed.secret());
            AuditStore.add(sql, now, by, entry("byok.create", key));
            return sealed;
        }, this::tell).key();
    }

    /** The position behind all keys that are ever tried together with a new one. */
    private static int behind(List<ProviderKey> others, String provider, Optional<String> workspace) {
        int last = others.stream().filter(key -> key.provider().equals(provider))
                .filter(key -> workspace.isEmpty() || key.isIn(workspace.get()))
                .mapToInt(key -> key.settings().sortOrder()).max().orElse(-1);
        return last == Integer.MAX_VALUE ? last : last + 1;
    }

    /**
     * Those that may be used in a workspace, by provider and in the order in which they are tried.
     *
     * @param workspace id or slug; empty: the default one
     */
    public List<ProviderKey> list(String account, Optional<String> workspace) {
        return changes.read(sql -> {
            var id = workspace(sql, account, workspace);
            return ProviderKeyStore.list(sql, account).stream().filter(key -> key.isIn(id)).toList();
        });
    }

    /** @throws dev.interline.exchange.Rejected if the account has no such key */
    public ProviderKey get(String account, String id) {
        return changes.read(sql -> ProviderKeyStore.get(sql, account, id).key());
    }

    /**
     * Changes a key.
     *
     * @param edit from what it is at that moment to what it is to be
     * @param secret a new key in the place of the old one, if there is one
     */
    public ProviderKey change(ProviderKey known, UnaryOperator<ProviderKeySettings> edit, Optional<String> secret,
            Actor by) {
        secret.ifPresent(ProviderKey::checkSecret);
        return changes.make((sql, now) -> {
            var before = ProviderKeyStore.get(sql, known.account(), known.id());
            var settings = edit.apply(before.key().settings());
            settings.check();
            checkUsers(sql, known.account(), settings, before.key().settings());
            var key = before.key().changed(settings, secret.map(ProviderKey::label).orElse(before.key().label()), now);
            var sealed = new ProviderKeyStore.Sealed(key,
                    secret.map(text -> vault.seal(key.id(), text)).orElse(before.secret()));
            ProviderKeyStore.update(sql, key, sealed.secret());
            AuditStore.add(sql, now, by, entry(secret.isPresent() ? "byok.rotate" : "byok.change", key));
            return sealed;
        }, this::tell).key();
    }

    /** Deletes a key and wipes its secret; what it was used for stays recorded. */
    public void delete(String account, String id, Actor by) {
        changes.make((sql, now) -> {
            var key = ProviderKeyStore.get(sql, account, id).key();
            ProviderKeyStore.delete(sql, id, now);
            AuditStore.add(sql, now, by, entry("byok.delete", key));
            return key;
        }, ring::remove);
    }

    private static AuditEntry entry(String action, ProviderKey key) {
        return new AuditEntry(action, key.id(), key.provider() + " " + key.label() + ", " + key.settings().told()
                + ", account " + key.account() + key.workspace().map(id -> ", workspace " + id).orElse(""));
    }

    /** OpenRouter answers 400, since the workspace is no part of the path. */
    private static String workspace(Sql sql, String account, Optional<String> idOrSlug) throws SQLException {
        if (idOrSlug.isEmpty()) {
            return WorkspaceStore.getDefault(sql, account).id();
        }
        return WorkspaceStore.find(sql, account, idOrSlug.get()).orElseThrow(() -> Refusal
                .invalid("workspace_id: no workspace \"" + idOrSlug.get() + "\" in this account")).id();
    }

    /** Who was named before may be gone since. */
    private static void checkUsers(Sql sql, String account, ProviderKeySettings settings, ProviderKeySettings before)
            throws SQLException {
        for (var hash : added(settings.keyHashes(), before.keyHashes())) {
            if (KeyStore.find(sql, hash).filter(key -> key.account().equals(account)).isEmpty()) {
                throw Refusal.invalid("allowed_api_key_hashes: this account has no API key with the hash " + hash);
            }
        }
        for (var id : added(settings.members(), before.members())) {
            if (MemberStore.find(sql, account, id).isEmpty()) {
                throw Refusal.invalid("allowed_user_ids: no member \"" + id + "\" in this account");
            }
        }
    }

    private static List<String> added(Optional<List<String>> now, Optional<List<String>> before) {
        return now.orElse(List.of()).stream().filter(id -> !before.orElse(List.of()).contains(id)).toList();
    }

    private void tell(ProviderKeyStore.Sealed sealed) {
        var key = sealed.key();
        if (key.settings().disabled()) {
            ring.remove(key);
            return;
        }
        try {
            ring.put(key, vault.open(key.id(), sealed.secret()));
        } catch (IllegalStateException e) {
            // Everything else goes on without it; whoever owns it can rotate or delete it.
            LOG.error("Provider key {} of account {} cannot be used: {}", key.id(), key.account(), e.getMessage());
            ring.remove(key);
        }
    }
}

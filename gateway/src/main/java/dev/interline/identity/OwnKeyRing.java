package dev.interline.identity;

import dev.interline.exchange.OwnKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All provider keys that are not switched off, opened, by account. Only {@link ProviderKeys} changes it, and only after the
 * change is durable; secrets are in memory and nowhere else.
 */
final class OwnKeyRing implements OwnKeys {
    private static final Comparator<Entry> ORDER = Comparator.comparing((Entry entry) -> entry.key().provider())
            .thenComparingInt(entry -> entry.key().settings().sortOrder())
            .thenComparing(Entry::madeAt)
            .thenComparing(entry -> entry.key().id());

    private final ConcurrentHashMap<String, List<Entry>> byAccount = new ConcurrentHashMap<>();

    private record Entry(ProviderKey key, OwnKey own) {
        Instant madeAt() {
            return key.createdAt();
        }
    }

    @Override
    public List<OwnKey> of(Caller caller) {
        List<Entry> entries = byAccount.get(caller.account());
        if (entries == null) {
            return List.of();
        }
        var found = new ArrayList<OwnKey>(entries.size());
        for (Entry entry : entries) {
            if (entry.key().isIn(caller.workspace()) && entry.key().settings().allows(caller)) {
                found.add(entry.own());
            }
        }
        return found;
    }

    /** Puts a key in, in the place of what it was before. */
    void put(ProviderKey key, String secret) {
        var settings = key.settings();
        var entry = new Entry(key, new OwnKey(key.provider(), secret, settings.fallback(), settings.modelSet()));
        byAccount.compute(key.account(), (_, before) -> {
            var after = without(before == null ? List.of() : before, key.id());
            after.add(entry);
            after.sort(ORDER);
            return List.copyOf(after);
        });
    }

    void remove(ProviderKey key) {
        byAccount.computeIfPresent(key.account(), (_, before) -> {
            var after = without(before, key.id());
            return after.isEmpty() ? null : List.copyOf(after);
        });
    }

    private static List<Entry> without(List<Entry> entries, String id) {
        var others = new ArrayList<Entry>(entries.size() + 1);
        entries.stream().filter(entry -> !entry.key().id().equals(id)).forEach(others::add);
        return others;
    }
}

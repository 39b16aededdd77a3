package dev.interline.identity;

import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All keys, in memory, by hash. Only {@link Identity} changes it, and only after the change is durable.
 *
 * <p>What is compared here is the hash of what a client sent, which the client cannot steer towards a stored one, so the
 * time that a comparison takes tells nothing about any key.
 */
final class KeyRing implements Keys {
    private static final Lookup UNKNOWN = new Lookup.Unknown();
    private static final Lookup DISABLED = new Lookup.Disabled();
    private static final Lookup EXPIRED = new Lookup.Expired();

    private final ConcurrentHashMap<KeyHash, Entry> byHash = new ConcurrentHashMap<>();
    private final InstantSource clock;

    KeyRing(Collection<ApiKey> keys, InstantSource clock) {
        this.clock = clock;
        keys.forEach(this::put);
    }

    /** A key and the answer that it gets while it is valid, made once. */
    private record Entry(ApiKey key, Lookup.Known known) {}

    @Override
    public Lookup find(String presented) {
        if (presented.length() > KeyFormat.MAX_LENGTH) {
            return UNKNOWN;
        }
        var entry = byHash.get(KeyHash.of(presented));
        if (entry == null) {
            return UNKNOWN;
        }
        var key = entry.key();
        if (key.disabled()) {
            return DISABLED;
        }
        return key.expiresAt().isPresent() && !clock.instant().isBefore(key.expiresAt().get())
                ? EXPIRED
                : entry.known();
    }

    void put(ApiKey key) {
        byHash.put(KeyHash.parse(key.hash()), new Entry(key, new Lookup.Known(key.caller())));
    }

    void remove(String hash) {
        byHash.remove(KeyHash.parse(hash));
    }
}

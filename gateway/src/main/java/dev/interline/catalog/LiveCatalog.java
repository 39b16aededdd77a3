package dev.interline.catalog;

import dev.interline.config.Config;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The catalog of the moment. Reading never blocks; a change of configuration or of an upstream's list makes a new
 * snapshot and swaps it in, requests under way keep theirs.
 */
public final class LiveCatalog {
    private final Assembly assembly;
    private final Map<String, Listing> listings = new LinkedHashMap<>();
    private final List<Consumer<Catalog>> followers = new CopyOnWriteArrayList<>();
    private Config config;
    private volatile Catalog current;

    public LiveCatalog(Assembly assembly, Config config) {
        this.assembly = assembly;
        this.config = config;
        this.current = assembly.build(config, Map.of());
    }

    public Catalog current() {
        return current;
    }

    /** Has every later snapshot told, on the thread that made it. */
    public void follow(Consumer<Catalog> follower) {
        followers.add(follower);
    }

    /** Takes a new configuration. */
    public synchronized void reload(Config changed) {
        config = changed;
        var readable = assembly.discoverable(changed).stream().map(vendor -> vendor.slug()).toList();
        listings.keySet().retainAll(readable);
        rebuild();
    }

    /** Takes what an upstream lists now; an empty list is what an upstream that is down has. */
    public synchronized void listed(String slug, Listing listing) {
        Listing before = listings.getOrDefault(slug, Listing.EMPTY);
        if (before.equals(listing)) {
            return;
        }
        if (listing.models().isEmpty()) {
            listings.remove(slug);
        } else {
            listings.put(slug, listing);
        }
        rebuild();
    }

    private void rebuild() {
        Catalog next = assembly.build(config, Map.copyOf(listings));
        current = next;
        followers.forEach(follower -> follower.accept(next));
    }
}

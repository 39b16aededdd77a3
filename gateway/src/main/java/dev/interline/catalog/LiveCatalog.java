package dev.interline.catalog;

import dev.interline.config.Config;
import dev.interline.exchange.Vendor;
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
        var readable = discoverable().stream().map(Vendor::slug).toList();
        listings.keySet().retainAll(readable);
        rebuild();
    }

    /** The upstreams whose own lists are to be read. */
    synchronized List<Vendor> discoverable() {
        return assembly.discoverable(config);
    }

    /** Takes what an upstream lists now; tells whether that is news. */
    synchronized boolean listed(Vendor vendor, Listing listing) {
        String slug = vendor.slug();
        if (!discoverable().contains(vendor) || listings.getOrDefault(slug, Listing.EMPTY).equals(listing)) {
            return false;
        }
        if (listing.models().isEmpty()) {
            listings.remove(slug);
        } else {
            listings.put(slug, listing);
        }
        rebuild();
        return true;
    }

    /** Takes that an upstream does not answer: if nobody configured it, it is forgotten. Tells whether that is news. */
    synchronized boolean silent(Vendor vendor) {
        return !config.providers().containsKey(vendor.slug()) && listed(vendor, Listing.EMPTY);
    }

    private void rebuild() {
        Catalog next = assembly.build(config, Map.copyOf(listings));
        current = next;
        followers.forEach(follower -> follower.accept(next));
    }
}

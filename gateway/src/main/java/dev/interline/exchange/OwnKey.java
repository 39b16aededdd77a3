package dev.interline.exchange;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A key of the caller's own account at a vendor, as the data plane uses it. Thread-safe; its text never shows the secret. */
public final class OwnKey {
    private final String vendor;
    private final String secret;
    private final boolean fallback;
    private final Optional<Set<String>> models;
    private volatile @Nullable Opened last;

    /** A vendor without and with the key. */
    private record Opened(Vendor shut, Vendor open) {}

    /**
     * @param vendor slug of the vendor
     * @param fallback whether it is used only when the gateway's own accounts did not help
     * @param models ids of the only models that it is for; empty: all
     */
    public OwnKey(String vendor, String secret, boolean fallback, Optional<Set<String>> models) {
        this.vendor = vendor;
        this.secret = secret;
        this.fallback = fallback;
        this.models = models.map(Set::copyOf);
    }

    /** Slug of the vendor. */
    public String vendor() {
        return vendor;
    }

    /** Whether it is used only when the gateway's own accounts did not help. */
    public boolean fallback() {
        return fallback;
    }

    /** Whether it is for this model, given by its id. */
    public boolean isFor(String model) {
        return models.isEmpty() || models.get().contains(model);
    }

    /**
     * The vendor as this key opens it. As long as the vendor is the same, so is what comes of it: connections know vendors by
     * their identity.
     */
    @SuppressWarnings("ReferenceEquality")
    public Vendor open(Vendor shut, CredentialForm form) {
        Opened known = last;
        if (known == null || known.shut() != shut) {
            known = new Opened(shut, shut.openedBy(form.of(secret)));
            last = known;
        }
        return known.open();
    }

    @Override
    public String toString() {
        return "OwnKey[" + vendor + "]";
    }
}

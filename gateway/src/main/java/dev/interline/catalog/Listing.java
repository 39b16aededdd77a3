package dev.interline.catalog;

import java.util.List;

/**
 * What an upstream's own list says.
 *
 * @param models its models, at least one letter and no spaces each
 */
public record Listing(List<Item> models) {
    /** Nothing was listed, or nobody answered. */
    public static final Listing EMPTY = new Listing(List.of());

    /**
     * One model.
     *
     * @param id what the upstream calls it
     * @param contextLength tokens; 0 when the list does not tell
     */
    public record Item(String id, long contextLength) {}

    public Listing {
        models = List.copyOf(models);
    }
}

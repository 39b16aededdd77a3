package dev.interline.config;

import java.util.List;

/**
 * What all keys of an account are restricted to.
 *
 * @param models names of the only models, as requests name models, or all of an author ({@code openai/*}); empty: any
 * @param providers names of the only providers, as requests name providers; empty: any
 * @param regions the only regions, as endpoints declare them; empty: any
 */
public record AllowedEntry(List<String> models, List<String> providers, List<String> regions) {
    public AllowedEntry {
        models = List.copyOf(models);
        providers = List.copyOf(providers);
        regions = List.copyOf(regions);
    }
}

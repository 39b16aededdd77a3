package dev.interline.catalog;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds vendors by whatever people call them; only letters and digits count. */
final class VendorNames {
    private final Map<String, Set<Upstream>> byName = new HashMap<>();

    VendorNames(List<Upstream> upstreams) {
        for (var upstream : upstreams) {
            add(upstream.slug(), upstream);
            add(upstream.vendor().name(), upstream);
            upstream.aliases().forEach(alias -> add(alias, upstream));
        }
    }

    Set<Upstream> named(String name) {
        Set<Upstream> exact = byName.get(plain(name));
        return exact == null ? Set.of() : Collections.unmodifiableSet(exact);
    }

    private void add(String name, Upstream upstream) {
        byName.computeIfAbsent(plain(name), _ -> new LinkedHashSet<>()).add(upstream);
    }

    private static String plain(String name) {
        var letters = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT).chars().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }
}

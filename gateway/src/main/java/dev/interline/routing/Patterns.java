package dev.interline.routing;

import dev.interline.exchange.Plugins;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Patterns of model ids, in which a star stands for anything; whatever the case. */
final class Patterns {
    private Patterns() {}

    /** What is allowed and not excluded. */
    static Predicate<String> of(Plugins.Auto options) {
        if (options.allowed().isEmpty() && options.excluded().isEmpty()) {
            return _ -> true;
        }
        List<String> allowed = small(options.allowed());
        List<String> excluded = small(options.excluded());
        return id -> {
            String name = id.toLowerCase(Locale.ROOT);
            return (allowed.isEmpty() || anyMatches(allowed, name)) && !anyMatches(excluded, name);
        };
    }

    private static List<String> small(List<String> patterns) {
        return patterns.stream().map(pattern -> pattern.strip().toLowerCase(Locale.ROOT)).toList();
    }

    private static boolean anyMatches(List<String> patterns, String name) {
        for (String pattern : patterns) {
            if (matches(pattern, name)) {
                return true;
            }
        }
        return false;
    }

    /** Goes back to the last star only, so that no pattern takes more than its length times the name's. */
    static boolean matches(String pattern, String name) {
        int at = 0;
        int star = -1;
        int behind = 0;
        for (int i = 0; i < name.length();) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                behind = i;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++behind;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}

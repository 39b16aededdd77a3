package dev.interline.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the sources say, before anything is known about types. */
sealed interface Node {

    Origin origin();

    /**
     * One value.
     *
     * @param written as the operator wrote it, which complaints may repeat
     * @param value the same with variables filled in, which may hold secrets
     */
    record Text(String written, String value, Origin origin) implements Node {}

    record Items(List<Node> items, Origin origin) implements Node {}

    record Fields(Map<String, Node> children, Origin origin) implements Node {
        static Fields empty() {
            return new Fields(Map.of(), new Origin.Standard());
        }

        /** These fields with those of the other, which win, at every depth. */
        Fields under(Fields over) {
            var merged = new LinkedHashMap<>(children);
            over.children.forEach((key, node) -> merged.merge(key, node, (below,
                    above) -> below instanceof Fields low && above instanceof Fields high ? low.under(high) : above));
            return new Fields(merged, children.isEmpty() ? over.origin : origin);
        }
    }

    /** A key without a value, which means the same as no key. */
    record Nothing(Origin origin) implements Node {}
}

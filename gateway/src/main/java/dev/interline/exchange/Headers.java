package dev.interline.exchange;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** HTTP header fields, looked up without regard to case. */
@FunctionalInterface
public interface Headers {
    /** No headers at all. */
    Headers NONE = name -> Optional.empty();

    /** The first value of the named field. */
    Optional<String> first(String name);

    /** Headers from a map of names to values. */
    static Headers of(Map<String, String> fields) {
        var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(fields);
        return name -> Optional.ofNullable(byName.get(name));
    }
}

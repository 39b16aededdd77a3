package dev.interline.identity;

import dev.interline.bytes.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists as the database keeps them: JSON arrays of text; null for none. */
final class StoredList {
    private StoredList() {}

    static @Nullable String text(List<String> items) {
        return items.isEmpty() ? null : Json.mapper().writeValueAsString(items);
    }

    static List<String> parse(@Nullable String text) {
        return text == null ? List.of() : List.of(Json.mapper().readValue(text, String[].class));
    }
}

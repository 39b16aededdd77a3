package dev.interline.provider.anthropic;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.CacheControl;
import java.util.Optional;

/** {@code cache_control} as Anthropic writes it. */
final class CacheMarks {
    private CacheMarks() {}

    /** Writes the member, comma first, when there is a mark. */
    static void member(Optional<CacheControl> cache, ByteSink out) {
        cache.ifPresent(mark -> value(mark, out.name(false, "cache_control")));
    }

    static void value(CacheControl cache, ByteSink out) {
        out.text("{\"type\":\"ephemeral\"");
        cache.ttl().ifPresent(ttl -> out.name(false, "ttl").string(ttl));
        out.write('}');
    }
}

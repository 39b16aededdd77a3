package dev.interline.provider.openai;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.CacheControl;

/** The {@code cache_control} member of a part or tool. */
final class CacheMark {
    private CacheMark() {}

    static void write(CacheControl mark, ByteSink out) {
        out.text(",\"cache_control\":{\"type\":\"ephemeral\"");
        mark.ttl().ifPresent(ttl -> out.text(",\"ttl\":").string(ttl));
        out.write('}');
    }
}

package dev.interline.dialect.chat;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.CacheControl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads small values; one of another type than expected counts as not there, since the body was checked before. */
final class Values {
    private static final Names CACHE = Names.of("ttl");

    private final byte[] bytes;
    private final JsonScanner in = new JsonScanner();

    Values(byte[] bytes) {
        this.bytes = bytes;
    }

    JsonScanner in() {
        return in;
    }

    /** Stands before the value of a member that is there. */
    JsonScanner at(JsonFields fields, String name) {
        int i = fields.find(name);
        return in.reset(bytes, fields.valueStart(i), fields.valueEnd(i));
    }

    Optional<String> text() throws MalformedJson {
        if (in.peek() == '"') {
            return Optional.of(in.string());
        }
        in.skip();
        return Optional.empty();
    }

    Optional<Boolean> flag() throws MalformedJson {
        int first = in.peek();
        in.skip();
        return first == 't' || first == 'f' ? Optional.of(first == 't') : Optional.empty();
    }

    OptionalLong integer() throws MalformedJson {
        if (in.atNull()) {
            in.skip();
            return OptionalLong.empty();
        }
        return OptionalLong.of(in.count());
    }

    /** The value as it is written, unless it is null. */
    Optional<String> raw() throws MalformedJson {
        boolean isNull = in.atNull();
        int from = in.position();
        in.skip();
        return isNull ? Optional.empty() : Optional.of(raw(from));
    }

    /** What was read since an offset, as it is written. */
    String raw(int from) {
        return new String(bytes, from, in.position() - from, StandardCharsets.UTF_8);
    }

    List<String> strings() throws MalformedJson {
        List<String> texts = new ArrayList<>();
        in.enterArray();
        while (in.nextElement()) {
            text().ifPresent(texts::add);
        }
        return texts;
    }

    /** A {@code cache_control} object. */
    Optional<CacheControl> cache() throws MalformedJson {
        if (in.peek() != '{') {
            in.skip();
            return Optional.empty();
        }
        Optional<String> ttl = Optional.empty();
        in.enterObject();
        while (in.nextMember()) {
            if (in.name(CACHE).isEmpty()) {
                in.skip();
            } else {
                ttl = text();
            }
        }
        return Optional.of(new CacheControl(ttl));
    }
}

package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import java.util.Optional;

/** Sources that an answer cites, from the chat wire's form. */
final class Annotations {
    private Annotations() {}

    /** The annotation in this wire's form; empty for a type that it does not have. */
    static Optional<String> of(String chat) {
        Members annotation = Members.of(chat);
        if (!annotation.string("type").orElse("").equals("url_citation")) {
            return Optional.empty();
        }
        Members cited = annotation.object("url_citation").orElse(annotation);
        var out = new ByteSink(128).text("{\"type\":\"url_citation\",\"url\":").string(cited.string("url").orElse(""));
        out.name(false, "title").string(cited.string("title").orElse(""));
        out.name(false, "start_index").number(cited.integer("start_index").orElse(0));
        out.name(false, "end_index").number(cited.integer("end_index").orElse(0));
        cited.string("content").ifPresent(text -> out.name(false, "content").string(text));
        return Optional.of(out.write('}').toString());
    }
}

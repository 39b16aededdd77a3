package dev.interline.provider.anthropic;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import java.util.Optional;

/** Anthropic's citations as the chat wire's annotations. */
final class Citations {
    private Citations() {}

    static Optional<String> annotation(byte[] bytes, int from, int to) {
        return annotation(BlockEvents.fields(bytes, from, to));
    }

    /** The {@code url_citation} for a citation that has an address; the chat wire knows no other kind. */
    static Optional<String> annotation(JsonFields citation) {
        Optional<String> address = citation.string("url").or(() -> citation.string("source"));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        var out = new ByteSink(256).text("{\"type\":\"url_citation\",\"url_citation\":{\"url\":").string(address.get());
        citation.string("title").ifPresent(title -> out.name(false, "title").string(title));
        citation.string("cited_text").ifPresent(text -> out.name(false, "content").string(text));
        return Optional.of(out.text("}}").toString());
    }
}

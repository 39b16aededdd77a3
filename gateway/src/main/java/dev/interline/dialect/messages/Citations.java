package dev.interline.dialect.messages;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The chat wire's annotations as Anthropic's citations. */
final class Citations {
    private Citations() {}

    /** The citation of a web page; empty for any other annotation. */
    static Optional<String> of(String annotation) {
        byte[] bytes = annotation.getBytes(StandardCharsets.UTF_8);
        try {
            JsonFields fields = JsonFields.scan(bytes, 0, bytes.length);
            int i = fields.find("url_citation");
            if (i < 0) {
                return Optional.empty();
            }
            JsonFields cited = JsonFields.scan(bytes, fields.valueStart(i), fields.valueEnd(i));
            var out = new ByteSink(256).text("{\"type\":\"web_search_result_location\",\"cited_text\":").string(
                    cited.string("content").orElse(""));
            out.text(",\"url\":").string(cited.string("url").orElse("")).text(",\"title\":");
            cited.string("title").ifPresentOrElse(out::string, () -> out.text("null"));
            return Optional.of(out.text(",\"encrypted_index\":\"\"}").toString());
        } catch (MalformedJson _) {
            return Optional.empty();
        }
    }
}

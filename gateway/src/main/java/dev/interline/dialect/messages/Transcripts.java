package dev.interline.dialect.messages;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import java.nio.charset.StandardCharsets;

/** What was said in a recording, since messages hold no sound. */
final class Transcripts {
    private Transcripts() {}

    static String of(String audio) {
        byte[] bytes = audio.getBytes(StandardCharsets.UTF_8);
        try {
            return JsonFields.scan(bytes, 0, bytes.length).string("transcript").orElse("");
        } catch (MalformedJson _) {
            return "";
        }
    }
}

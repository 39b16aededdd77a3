package dev.interline.exchange;

import dev.interline.bytes.ByteSink;
import java.util.Optional;

/**
 * The member {@code openrouter_metadata} of answers and errors whose client wants to know how they came about (OpenRouter:
 * router metadata). What it says is finished JSON; here it only finds its place.
 */
public final class RouterMetadata {
    private static final String NAME = "openrouter_metadata";

    private RouterMetadata() {}

    /** Appends it as a further member, if there is anything to tell. */
    public static void append(Optional<String> json, ByteSink out) {
        if (json.isPresent()) {
            out.name(false, NAME).text(json.get());
        }
    }

    /** Puts it at the end of the object that was written last, which has other members. */
    public static void appendInside(Optional<String> json, ByteSink out) {
        if (json.isPresent()) {
            int brace = out.size() - 1;
            while (out.array()[brace] != '}') { // white space
                brace--;
            }
            out.truncate(brace);
            append(json, out);
            out.write('}');
        }
    }
}

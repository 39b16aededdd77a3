package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Reasoning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reasoning items of a request, such that what a provider proved or encrypted comes back to it whole.
 *
 * <p>OpenRouter's clients know {@code signature} and {@code format}; OpenAI's know neither and hand back the text and
 * {@code encrypted_content} only. So everything beside the text (format, id, signature, encrypted data) also travels in
 * {@code encrypted_content}, as base64 of a {@code reasoning_details} item behind {@code openrouter.reasoning:}. Encrypted
 * content of any other form is an OpenAI model's own.
 */
final class CarriedReasoning {
    private static final String PREFIX = "openrouter.reasoning:";
    private static final String OPENAI = "openai-responses-v1";

    private CarriedReasoning() {}

    /**
     * What to show as {@code encrypted_content}.
     *
     * @param kind what the item mostly is
     * @param data the encrypted data; empty without any
     * @return empty when there is nothing beside the text
     */
    static Optional<String> sealed(Reasoning.Kind kind, Optional<String> format, Optional<String> id,
            Optional<String> signature, String data) {
        if (id.isEmpty() && signature.isEmpty() && data.isEmpty()) {
            return Optional.empty();
        }
        var out = new ByteSink(256).text("{\"type\":").string(kind.text());
        format.ifPresent(value -> out.name(false, "format").string(value));
        id.ifPresent(value -> out.name(false, "id").string(value));
        signature.ifPresent(value -> out.name(false, "signature").string(value));
        if (!data.isEmpty()) {
            out.name(false, "data").string(data);
        }
        return Optional.of(PREFIX + Base64.getEncoder().encodeToString(out.write('}').toBytes()));
    }

    /**
     * The reasoning that an item of a request stands for.
     *
     * @param index position among the request's reasoning items
     */
    static List<Reasoning> read(Members item, int index) {
        String content = item.string("encrypted_content").orElse("");
        Members seal = content.startsWith(PREFIX) ? opened(content.substring(PREFIX.length())) : Members.NONE;
        String data = content.startsWith(PREFIX) ? seal.string("data").orElse("") : content;
        boolean foreign = !data.isEmpty() && !content.startsWith(PREFIX);
        Optional<String> signature = seal.string("signature")
                .or(() -> item.string("signature").filter(proof -> !proof.isEmpty()));
        Optional<String> id = foreign ? item.string("id") : seal.string("id");
        Optional<String> format = seal.string("format").or(() -> item.string("format"))
                .or(() -> Optional
                        .of(foreign ? OPENAI : signature.isPresent() ? Reasoning.ANTHROPIC : Reasoning.UNKNOWN));
        var found = new ArrayList<Reasoning>();
        String summary = text(item.objects("summary"), "\n\n");
        String words = text(item.objects("content"), "");
        if (!summary.isEmpty()) {
            found.add(new Reasoning(Reasoning.Kind.SUMMARY, summary, words.isEmpty() ? signature : Optional.empty(), id,
                    format, index));
        }
        if (!words.isEmpty() || summary.isEmpty() && signature.isPresent()) {
            found.add(new Reasoning(Reasoning.Kind.TEXT, words, signature, id, format, index));
        }
        if (!data.isEmpty()) {
            found.add(new Reasoning(Reasoning.Kind.ENCRYPTED, data, Optional.empty(), id, format, index));
        }
        return found;
    }

    private static String text(List<Members> parts, String between) {
        return parts.stream().map(part -> part.string("text").orElse("")).collect(Collectors.joining(between));
    }

    private static Members opened(String base64) {
        try {
            return Members.of(Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException _) {
            return Members.NONE;
        }
    }
}

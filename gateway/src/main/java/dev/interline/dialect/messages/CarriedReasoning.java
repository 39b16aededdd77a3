package dev.interline.dialect.messages;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Reasoning;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Reasoning of other families in Anthropic's blocks, such that it comes back whole with the next request.
 *
 * <p>A thinking block has room for a text and a signature only. What else there is (format, id, encrypted data) travels
 * inside the signature, or the data of redacted thinking, as base64 of a {@code reasoning_details} item behind
 * {@code openrouter.reasoning:}, as OpenRouter does.
 */
final class CarriedReasoning {
    private static final String PREFIX = "openrouter.reasoning:";

    private CarriedReasoning() {}

    /** The signature to show for a piece of readable reasoning. */
    static Optional<String> signature(Reasoning piece) {
        if (own(piece)) {
            return piece.signature();
        }
        boolean plain = piece.signature().isEmpty() && piece.id().isEmpty();
        return plain ? Optional.empty() : Optional.of(PREFIX + encoded(piece, ""));
    }

    /** The data to show for encrypted reasoning. */
    static String data(Reasoning piece) {
        return own(piece) ? piece.text() : PREFIX + encoded(piece, piece.text());
    }

    /** The reasoning that a block of a request stands for. */
    static Reasoning read(Reasoning.Kind kind, String text, String proof, int index) {
        if (proof.startsWith(PREFIX)) {
            Optional<Reasoning> carried = decoded(proof.substring(PREFIX.length()), kind, text, index);
            if (carried.isPresent()) {
                return carried.get();
            }
        }
        boolean encrypted = kind == Reasoning.Kind.ENCRYPTED;
        Optional<String> signature = encrypted || proof.isEmpty() ? Optional.empty() : Optional.of(proof);
        String format = !encrypted && proof.isEmpty() ? Reasoning.UNKNOWN : Reasoning.ANTHROPIC;
        return new Reasoning(kind, encrypted ? proof : text, signature, Optional.empty(), Optional.of(format), index);
    }

    private static boolean own(Reasoning piece) {
        return piece.format().orElse(Reasoning.ANTHROPIC).equals(Reasoning.ANTHROPIC);
    }

    private static String encoded(Reasoning piece, String data) {
        var out = new ByteSink(128).text("{\"type\":").string(piece.kind().text());
        piece.format().ifPresent(format -> out.name(false, "format").string(format));
        piece.id().ifPresent(id -> out.name(false, "id").string(id));
        piece.signature().ifPresent(signature -> out.name(false, "signature").string(signature));
        if (!data.isEmpty()) {
            out.name(false, "data").string(data);
        }
        return Base64.getEncoder().encodeToString(out.write('}').toBytes());
    }

    private static Optional<Reasoning> decoded(String base64, Reasoning.Kind shown, String text, int index) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
            JsonFields item = JsonFields.scan(bytes, 0, bytes.length);
            Reasoning.Kind kind = kind(item.string("type").orElse(""), shown);
            String words = text.isEmpty()
                    ? item.string("data").or(() -> item.string("text")).or(() -> item.string("summary")).orElse("")
                    : text;
            return Optional.of(new Reasoning(kind, words, item.string("signature"), item.string("id"),
                    item.string("format").or(() -> Optional.of(Reasoning.UNKNOWN)), index));
        } catch (IllegalArgumentException | MalformedJson _) {
            return Optional.empty();
        }
    }

    private static Reasoning.Kind kind(String word, Reasoning.Kind otherwise) {
        for (Reasoning.Kind kind : Reasoning.Kind.values()) {
            if (kind.text().equals(word)) {
                return kind;
            }
        }
        return otherwise;
    }
}

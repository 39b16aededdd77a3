package dev.interline.exchange;

import java.util.Optional;

/**
 * One item of a model's reasoning (OpenRouter: {@code reasoning_details}), or a piece of it in a stream.
 *
 * <p>Must go back to the endpoint that made it unchanged and in order; to any other endpoint signatures and encrypted
 * items mean nothing and are left out.
 *
 * @param kind what {@code text} is
 * @param text the reasoning, its summary, or the encrypted data
 * @param signature the provider's proof that the text is its own
 * @param id the provider's name for the item
 * @param format which family of providers it belongs to, e.g. {@code anthropic-claude-v1}
 * @param index position among the answer's reasoning items
 */
public record Reasoning(Kind kind, String text, Optional<String> signature, Optional<String> id,
        Optional<String> format, int index) {
    /** The format of Anthropic's thinking blocks. */
    public static final String ANTHROPIC = "anthropic-claude-v1";
    /** The format of reasoning whose family is not known. */
    public static final String UNKNOWN = "unknown";

    /** The types of reasoning items. */
    public enum Kind {
        TEXT("reasoning.text"), SUMMARY("reasoning.summary"), ENCRYPTED("reasoning.encrypted");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The word on the chat wire. */
        public String text() {
            return text;
        }
    }

    /** Readable reasoning that nobody signed. */
    public static Reasoning plain(String text) {
        return new Reasoning(Kind.TEXT, text, Optional.empty(), Optional.empty(), Optional.of(UNKNOWN), 0);
    }
}

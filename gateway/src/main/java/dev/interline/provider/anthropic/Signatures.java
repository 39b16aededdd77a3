package dev.interline.provider.anthropic;

import dev.interline.bytes.JsonFields;

/** Tells reasoning that Claude made from reasoning that was only carried in Claude's wire. */
final class Signatures {
    /** Before what a router carries in a signature or in redacted thinking for models of other families. */
    static final String CARRIED = "openrouter.reasoning:";

    private Signatures() {}

    /** Whether a block is reasoning that no upstream of this wire signed. */
    static boolean foreign(JsonFields block) {
        return switch (block.string("type").orElse("")) {
            case "thinking" -> foreign(block.string("signature").orElse(""));
            case "redacted_thinking" -> foreign(block.string("data").orElse(""));
            default -> false;
        };
    }

    private static boolean foreign(String proof) {
        return proof.isEmpty() || proof.startsWith(CARRIED);
    }
}

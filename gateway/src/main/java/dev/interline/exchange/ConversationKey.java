package dev.interline.exchange;

/**
 * What a conversation is known by, from one request to the next, within one account (OpenRouter: sticky routing).
 *
 * @param hash a number that others are unlikely to have; who shares it only shares an endpoint
 * @param named whether the client named the conversation, by a session's id; else it is guessed from what is sent
 */
public record ConversationKey(long hash, boolean named) {
    /** There is nothing to know it by. */
    public static final ConversationKey NONE = new ConversationKey(0, false);

    /** The session's id, else the {@code prompt_cache_key}, else how the prompt begins. */
    static ConversationKey of(Exchange exchange) {
        Facts facts = exchange.facts();
        if (facts.sessionId().isPresent()) {
            return new ConversationKey(hash(1, facts.sessionId().get()), true);
        }
        var cacheKey = exchange.fields().string("prompt_cache_key");
        if (cacheKey.isPresent() && !cacheKey.get().isEmpty()) {
            return new ConversationKey(hash(2, cacheKey.get()), false);
        }
        Opening opening = facts.prompt().opening();
        return opening.isThere() ? new ConversationKey(opening.hash(exchange.fields().bytes()), false) : NONE;
    }

    private static long hash(long kind, String text) {
        return kind << Integer.SIZE | text.hashCode() & 0xFFFF_FFFFL;
    }

    /** Whether there is something to know the conversation by. */
    public boolean isThere() {
        return hash != 0 || named;
    }
}

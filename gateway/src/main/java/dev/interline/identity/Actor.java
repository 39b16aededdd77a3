package dev.interline.identity;

/**
 * Who changes something, as the audit and the ledger name it.
 *
 * @param name such as {@code user jane}, {@code key <hash>} or {@code start}
 */
public record Actor(String name) {
    /** The server itself, when it starts. */
    public static final Actor START = new Actor("start");

    /** Whoever holds this key. */
    public static Actor of(Caller caller) {
        return new Actor("key " + caller.keyHash());
    }
}

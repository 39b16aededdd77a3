package dev.interline.identity;

/**
 * Who changes something, as the audit names it.
 *
 * @param name such as {@code uid 1000}, {@code key <hash>} or {@code start}
 */
public record Actor(String name) {
    /** The server itself, when it starts. */
    public static final Actor START = new Actor("start");
}

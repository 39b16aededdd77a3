package dev.interline.exchange;

/**
 * The places in a frame that are ours to change when it is spliced on to a client of the same wire. Everything between
 * them goes out byte for byte.
 */
public enum Mark {
    /** The value of the answer's id. */
    ID,
    /** The value of the answer's model. */
    MODEL,
    /** The value of the object's type. */
    OBJECT,
    /** A whole member (comma included) that names the provider. */
    PROVIDER,
    /** The value of a finish reason or stop reason. */
    FINISH_REASON,
    /** A whole member (comma included) with the upstream's own native finish reason. */
    NATIVE_FINISH_REASON,
    /** A whole member (comma included) with token counts. */
    USAGE_MEMBER,
    /** The value of an object with token counts that stays where it is. */
    USAGE,
    /** The value of readable reasoning under a vendor's own name. */
    REASONING,
    /** The offset behind a choice's message or delta object's opening brace, where missing members may be put. */
    DELTA,
    /** The offset behind the frame's opening brace, where missing members may be put. */
    HEAD
}

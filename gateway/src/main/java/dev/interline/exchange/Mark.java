package dev.interline.exchange;

/**
 * The places in a frame that matter when it is spliced on to a client of the same wire. Everything between them goes out
 * byte for byte. A place that only tells that something is there is passed over by a writer that has no use for it.
 */
public enum Mark {
    /** The value of the answer's id. */
    ID,
    /** The offset where a further member of the answer begins, which the writer puts a comma before. */
    MEMBER,
    /** The value of the answer's model. */
    MODEL,
    /** The value of an object with token counts that stays where it is. */
    USAGE,
    /** The offset behind the frame's opening brace, where the writer's own members go. */
    HEAD,
    /**
     * Whole members, commas included so that what is left is valid, that the writer says anew (identity, usage) or that
     * say nothing and have no place in the client's schema (an empty list of choices, {@code tool_calls: null}).
     */
    OURS,
    /** The value of a fingerprint of the upstream's system. */
    FINGERPRINT,
    /** The value of a choice's index. */
    INDEX,
    /** The value of a finish reason or stop reason. */
    FINISH_REASON,
    /** The value of the finish reason that an upstream which is a router itself was told. */
    NATIVE_FINISH_REASON,
    /** The name (quotes included) of a choice's {@code message} in a whole answer. */
    MESSAGE,
    /** The value of the role in a choice's message or delta. */
    ROLE,
    /** The value of the text in a choice's message or delta, when it is a string. */
    CONTENT,
    /** The value of the text in a choice's message or delta, when it is an array of parts. */
    PARTS,
    /** The value of readable reasoning under the wire's own name, {@code reasoning}. */
    REASONING,
    /** The value of readable reasoning under a vendor's name. */
    VENDOR_REASONING,
    /** The value of {@code reasoning_details}. */
    REASONING_DETAILS,
    /** The offset of the closing brace of a tool call that does not tell its index. */
    TOOL_CALL,
    /** The offset of the closing brace of a tool call that does not tell its type. */
    UNTYPED_CALL,
    /** The offset of the closing brace of a tool call's function that tells no arguments. */
    NO_ARGUMENTS,
    /** The offset of the closing brace of a choice's message or delta. */
    DELTA,
    /** The offset of a choice's closing brace. */
    CHOICE,
    /** The value of a member that names the provider. */
    PROVIDER_VALUE,
    /** The closing brace of a message that does not name its provider. */
    LACKS_PROVIDER,
    /** The closing brace of a message or delta without {@code container}. */
    LACKS_CONTAINER,
    /** The closing brace of a message or delta without {@code stop_details}. */
    LACKS_STOP_DETAILS,
    /** The closing brace of a message or delta without {@code stop_sequence}. */
    LACKS_STOP_SEQUENCE,
    /** The closing brace of a message or frame without token counts. */
    LACKS_USAGE,
    /** The closing brace of a text block without {@code citations}. */
    LACKS_CITATIONS,
    /** The closing brace of a tool call without {@code caller}. */
    LACKS_CALLER,
    /** The value of an event's number. */
    SEQUENCE,
    /** The closing brace of an event without a number. */
    LACKS_SEQUENCE,
    /** The value of a response object. */
    RESPONSE
}

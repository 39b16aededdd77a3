package dev.interline.exchange;

/** What a chunk carries; several at once are possible. */
public enum Sign {
    /** Non-empty text, reasoning, refusal, tool call, image or audio: from here on there is no failover. */
    CONTENT,
    /** A tool call, or a piece of one. */
    CALL,
    /** A finish reason. */
    FINISH,
    /** Token counts. */
    USAGE,
    /** An error inside a stream that began well. */
    FAILURE,
    /** Nothing but a sign of life. */
    PING,
    /** The wire's own end mark. */
    END
}

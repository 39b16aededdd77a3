package dev.interline.config;

import java.time.Duration;

/**
 * How long the server waits for others.
 *
 * @param connect for a connection to an upstream
 * @param responseHeaders for an upstream's status and headers
 * @param firstContent for the first content of an answer, from the beginning of an attempt
 * @param idle for the next bytes of an upstream that has begun to answer
 * @param total for one request, from its last byte to the answer's end
 * @param clientIdle for the next request on a client's open connection
 * @param keepAliveComment after this wait a streaming client gets its 200 and keep-alive comments
 * @param writeStall for a client that reads nothing of its answer
 */
public record Timeouts(
        @Default("5s") Duration connect,
        @Default("60s") Duration responseHeaders,
        @Default("120s") Duration firstContent,
        @Default("60s") Duration idle,
        @Default("600s") Duration total,
        @Default("60s") Duration clientIdle,
        @Default("10s") Duration keepAliveComment,
        @Default("60s") Duration writeStall) {

    static final Duration SHORTEST = Duration.ofMillis(10);
    static final Duration LONGEST = Duration.ofHours(24);

    public Timeouts {
        new Checks()
                .between("connect", connect, SHORTEST, LONGEST)
                .between("response-headers", responseHeaders, SHORTEST, LONGEST)
                .between("first-content", firstContent, SHORTEST, LONGEST)
                .between("idle", idle, SHORTEST, LONGEST)
                .between("total", total, SHORTEST, LONGEST)
                .between("client-idle", clientIdle, SHORTEST, LONGEST)
                .between("keep-alive-comment", keepAliveComment, SHORTEST, LONGEST)
                .between("write-stall", writeStall, SHORTEST, LONGEST)
                .done();
    }

    /** These timeouts with another one for a whole request. */
    public Timeouts within(Duration whole) {
        return new Timeouts(connect, responseHeaders, firstContent, idle, whole, clientIdle, keepAliveComment,
                writeStall);
    }

    /** These timeouts with what one provider wants to be different. */
    public Timeouts with(TimeoutOverrides own) {
        return own.equals(TimeoutOverrides.NONE) ? this
                : new Timeouts(own.connect().orElse(connect), own.responseHeaders().orElse(responseHeaders),
                        own.firstContent().orElse(firstContent), own.idle().orElse(idle), own.total().orElse(total),
                        clientIdle, keepAliveComment, writeStall);
    }
}

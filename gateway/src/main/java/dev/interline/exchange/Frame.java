package dev.interline.exchange;

/**
 * The bytes of one chunk as the upstream wrote them: a window valid only while the chunk is being handed over.
 *
 * @param wire whose format it is
 * @param name the event's name, where the wire has names; else empty
 * @param bytes holds the frame's JSON in {@code [from, to)}
 * @param spans the places that are ours to change
 * @param whole whether this is a complete JSON answer, not a piece of a stream
 */
public record Frame(Wire wire, String name, byte[] bytes, int from, int to, Spans spans, boolean whole) {}

package dev.interline.dialect.messages;

import dev.interline.bytes.ByteSink;

/** Where events of this wire go: out as server-sent events, or into one message. */
@FunctionalInterface
interface EventSink {
    /** Takes one event; {@code json} is valid only during the call. */
    void event(String name, ByteSink json);
}

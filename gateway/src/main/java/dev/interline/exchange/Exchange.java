package dev.interline.exchange;

import dev.interline.bytes.JsonFields;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request as a dialect understood it: facts to route by, bytes to splice, and its meaning on demand.
 *
 * <p>Confined to the event loop of its connection.
 */
public final class Exchange {
    private final Wire wire;
    private final Facts facts;
    private final JsonFields fields;
    private final Headers headers;
    private final Function<JsonFields, Conversation> decoder;
    private final boolean stored;
    private @Nullable Conversation meaning;

    /**
     * @param fields the body's top-level members
     * @param headers the request's headers
     * @param decoder reads the body in full; called at most once, only when another wire has to be written
     */
    public Exchange(Wire wire, Facts facts, JsonFields fields, Headers headers,
            Function<JsonFields, Conversation> decoder) {
        this(wire, facts, fields, headers, decoder, false);
    }

    /**
     * The same.
     *
     * @param stored whether its answer is to be kept for the client
     */
    public Exchange(Wire wire, Facts facts, JsonFields fields, Headers headers,
            Function<JsonFields, Conversation> decoder, boolean stored) {
        this.wire = wire;
        this.facts = facts;
        this.fields = fields;
        this.headers = headers;
        this.decoder = decoder;
        this.stored = stored;
    }

    /** Whether its answer is to be kept for the client, with what was asked. */
    public boolean stored() {
        return stored;
    }

    public Wire wire() {
        return wire;
    }

    public Facts facts() {
        return facts;
    }

    /** The body's top-level members as spans: what a provider of the same wire splices. */
    public JsonFields fields() {
        return fields;
    }

    public Headers headers() {
        return headers;
    }

    /**
     * The body decoded in full.
     *
     * @throws Rejected when the body holds something that this wire does not allow
     */
    public Conversation meaning() {
        Conversation decoded = meaning;
        if (decoded == null) {
            decoded = decoder.apply(fields);
            meaning = decoded;
        }
        return decoded;
    }
}

package dev.interline.exchange;

import dev.interline.bytes.JsonFields;
import java.util.Optional;
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
    private final Memory memory;
    private @Nullable Conversation meaning;
    private @Nullable ConversationKey conversation;

    /**
     * @param fields the body's top-level members
     * @param headers the request's headers
     * @param decoder reads the body in full; called at most once, only when another wire has to be written
     */
    public Exchange(Wire wire, Facts facts, JsonFields fields, Headers headers,
            Function<JsonFields, Conversation> decoder) {
        this(wire, facts, fields, headers, decoder, Memory.NONE);
    }

    /**
     * The same.
     *
     * @param memory what it has to do with what is kept for the client
     */
    public Exchange(Wire wire, Facts facts, JsonFields fields, Headers headers,
            Function<JsonFields, Conversation> decoder, Memory memory) {
        this.wire = wire;
        this.facts = facts;
        this.fields = fields;
        this.headers = headers;
        this.decoder = decoder;
        this.memory = memory;
    }

    /**
     * What a request has to do with what is kept for its client.
     *
     * @param stored whether its answer is to be kept
     * @param recalls whether it names something that was kept, without which it is not whole
     */
    public record Memory(boolean stored, boolean recalls) {
        static final Memory NONE = new Memory(false, false);
    }

    /** Whether it names something that is kept, and has to be parsed again once that is in it. */
    public boolean recalls() {
        return memory.recalls();
    }

    /** Whether its answer is to be kept for the client, with what was asked. */
    public boolean stored() {
        return memory.stored();
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

    /** What its conversation is known by. */
    public ConversationKey conversation() {
        ConversationKey known = conversation;
        if (known == null) {
            known = ConversationKey.of(this);
            conversation = known;
        }
        return known;
    }

    /** The service tier that it asks for, by {@code service_tier} or Anthropic's {@code speed}; empty if it leaves that open. */
    public Optional<ServiceTier> serviceTier() {
        Optional<String> word = fields.string("service_tier");
        return word.isPresent() ? word.flatMap(ServiceTier::asked)
                : fields.string("speed").flatMap(ServiceTier::asked);
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

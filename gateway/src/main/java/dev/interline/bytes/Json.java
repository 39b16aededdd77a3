package dev.interline.bytes;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one JSON setup of the gateway: strict RFC 8259, bounded in depth and sizes. Thread-safe.
 */
public final class Json {
    /** Deepest nesting that is read, in levels; deeper input is refused as malformed. */
    public static final int MAX_DEPTH = 200;

    private static final int MAX_STRING = 64 * 1024 * 1024;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .maxNumberLength(200)
                    .maxNameLength(16 * 1024)
                    .build())
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    /** A streaming parser over a window of UTF-8 bytes; offsets it reports count from {@code from}. */
    public static JsonParser parser(byte[] bytes, int from, int to) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from);
    }

    /** The shared mapper for the control plane and for places off the hot path; decimals are read exactly. */
    public static JsonMapper mapper() {
        return MAPPER;
    }
}

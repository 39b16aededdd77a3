package dev.interline.provider.openai;

import dev.interline.bytes.Names;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of a delta's or message's members that one vendor's answers may have. Every other name than the wire's own is
 * one of the vendor's, under which it shows readable reasoning.
 *
 * @param scanned what {@link DeltaScan} looks at
 * @param decoded what {@link EventDecoder} reads
 */
record DeltaNames(Names scanned, Names decoded) {
    private static final List<String> SCANNED = List.of("content", "role", "tool_calls", "reasoning",
            "reasoning_details", "refusal", "audio", "images", "function_call");
    private static final List<String> DECODED = List.of("content", "reasoning", "reasoning_details", "refusal",
            "tool_calls", "images", "audio", "annotations");

    /** The names for a vendor that shows readable reasoning under these, besides {@code reasoning}. */
    static DeltaNames with(List<String> vendorReasoning) {
        return new DeltaNames(names(SCANNED, vendorReasoning), names(DECODED, vendorReasoning));
    }

    private static Names names(List<String> wire, List<String> vendors) {
        var all = new ArrayList<>(wire);
        all.addAll(vendors);
        return Names.of(all.toArray(String[]::new));
    }
}

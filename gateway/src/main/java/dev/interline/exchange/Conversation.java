package dev.interline.exchange;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request decoded in full: what a provider of another wire writes from.
 *
 * @param turns the messages, system and developer turns included, in order
 * @param tools what the model may call
 * @param parallelTools whether several calls at once are allowed; empty when not said
 * @param cache automatic caching of the whole prompt
 * @param serviceTier {@code auto}, {@code default}, {@code flex}, {@code priority}, ...
 * @param user the client's end user
 * @param verbosity {@code low}, {@code medium}, {@code high}, ...
 * @param further members of the request, by name and as JSON, that a client of another wire sends in chat's words: for
 *        upstreams of the chat wire, as far as they take them
 */
public record Conversation(List<Turn> turns, List<Tool> tools, ToolChoice toolChoice, Optional<Boolean> parallelTools,
        Sampling sampling, Format format, Thinking thinking, Optional<CacheControl> cache,
        Optional<String> serviceTier, Optional<String> user, Optional<String> verbosity,
        Map<String, String> further) {
    public Conversation {
        turns = List.copyOf(turns);
        tools = List.copyOf(tools);
        further = further.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(further));
    }

    /** A conversation with nothing further. */
    public Conversation(List<Turn> turns, List<Tool> tools, ToolChoice toolChoice, Optional<Boolean> parallelTools,
            Sampling sampling, Format format, Thinking thinking, Optional<CacheControl> cache,
            Optional<String> serviceTier, Optional<String> user, Optional<String> verbosity) {
        this(turns, tools, toolChoice, parallelTools, sampling, format, thinking, cache, serviceTier, user, verbosity,
                Map.of());
    }
}

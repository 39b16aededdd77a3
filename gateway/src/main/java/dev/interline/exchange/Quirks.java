package dev.interline.exchange;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a vendor of the chat wire differs from the wire's inventor, as data.
 *
 * @param maxTokensField the parameter that bounds the output: {@code max_tokens} or {@code max_completion_tokens}
 * @param drop top-level request fields that this vendor refuses
 * @param rename top-level request fields that it calls otherwise
 * @param streamUsage whether {@code stream_options.include_usage} has to be asked for
 * @param reasoningRequest how reasoning is asked for: {@code openrouter} (the object), {@code effort}
 *        ({@code reasoning_effort}), {@code none}
 * @param reasoningFields names under which answers carry readable reasoning, besides {@code reasoning}
 * @param developerRole whether the role {@code developer} is known; else it is sent as {@code system}
 * @param acceptsRouterFields whether OpenRouter's own request fields (provider, models, plugins, ...) are understood
 * @param headers further headers to send
 */
public record Quirks(String maxTokensField, Set<String> drop, Map<String, String> rename, boolean streamUsage,
        String reasoningRequest, List<String> reasoningFields, boolean developerRole, boolean acceptsRouterFields,
        Map<String, String> headers) {
    /** A vendor that follows the wire to the letter and whose peculiarities nobody declared. */
    public static final Quirks GENERIC = new Quirks("max_tokens", Set.of(), Map.of(), true, "effort",
            List.of("reasoning_content"), false, false, Map.of());

    public Quirks {
        drop = Set.copyOf(drop);
        rename = Map.copyOf(rename);
        reasoningFields = List.copyOf(reasoningFields);
        headers = Map.copyOf(headers);
    }
}

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
 * @param streamUsage whether {@code stream_options.include_usage} has to be asked for; {@code stream_options} is never
 *        sent to a vendor that tells usage unasked
 * @param reasoningRequest how reasoning is asked for
 * @param efforts words that it knows for the effort of reasoning, the least first; others snap to the nearest. Empty means
 *        any
 * @param reasoningFields names under which answers carry readable reasoning, besides {@code reasoning}
 * @param reasoningEcho the name under which an assistant message carries its reasoning back; empty where that is refused
 *        or means nothing
 * @param developerRole whether the role {@code developer} is known; else it is sent as {@code system}
 * @param messageNames whether messages may have a {@code name}; else it is written in front of what was said
 * @param cacheControl whether {@code cache_control} is understood in parts, tools and at the top
 * @param acceptsRouterFields whether OpenRouter's own request fields (provider, plugins, ...) are understood
 * @param cacheKey whether {@code prompt_cache_key} is understood, so that it may be sent where clients send it always
 * @param headers further headers to send
 */
public record Quirks(String maxTokensField, Set<String> drop, Map<String, String> rename, boolean streamUsage,
        ReasoningRequest reasoningRequest, List<String> efforts, List<String> reasoningFields, String reasoningEcho,
        boolean developerRole, boolean messageNames, boolean cacheControl, boolean acceptsRouterFields,
        boolean cacheKey, Map<String, String> headers) {
    /** The ways in which vendors are asked to reason. */
    public enum ReasoningRequest {
        /** OpenRouter's own object, {@code reasoning}. */
        OPENROUTER,
        /** OpenAI's word, {@code reasoning_effort}. */
        EFFORT,
        /** {@code thinking: {"type": "enabled" | "disabled"}}, with {@code reasoning_effort} if efforts are known. */
        THINKING,
        /** {@code enable_thinking} and {@code thinking_budget}. */
        ENABLE_THINKING,
        /** Not at all. */
        NONE
    }

    /** A vendor that follows the wire to the letter and whose peculiarities nobody declared. */
    public static final Quirks GENERIC = new Quirks("max_tokens", Set.of(), Map.of(), true, ReasoningRequest.EFFORT,
            List.of(), List.of("reasoning_content"), "reasoning_content", false, true, false, false, Map.of());

    /** A vendor that nobody knows to understand {@code prompt_cache_key}. */
    public Quirks(String maxTokensField, Set<String> drop, Map<String, String> rename, boolean streamUsage,
            ReasoningRequest reasoningRequest, List<String> efforts, List<String> reasoningFields, String reasoningEcho,
            boolean developerRole, boolean messageNames, boolean cacheControl, boolean acceptsRouterFields,
            Map<String, String> headers) {
        this(maxTokensField, drop, rename, streamUsage, reasoningRequest, efforts, reasoningFields, reasoningEcho,
                developerRole, messageNames, cacheControl, acceptsRouterFields, false, headers);
    }

    public Quirks {
        drop = Set.copyOf(drop);
        rename = Map.copyOf(rename);
        efforts = List.copyOf(efforts);
        reasoningFields = List.copyOf(reasoningFields);
        headers = Map.copyOf(headers);
    }
}

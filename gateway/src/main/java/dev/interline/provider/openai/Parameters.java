package dev.interline.provider.openai;

import dev.interline.exchange.Quirks;
import dev.interline.exchange.Target;
import java.util.Map;
import java.util.Set;

/** Which top-level request fields an endpoint is sent. */
final class Parameters {
    /** OpenRouter's own fields, which mean nothing elsewhere. */
    private static final Set<String> ROUTERS = Set.of("models", "route", "transforms", "plugins", "preset",
            "session_id", "trace", "debug", "usage", "provider", "cache_control", "prompt_cache_options",
            "max_tool_calls", "stop_server_tools_when", "structured_outputs", "image_config", "speed",
            "x_search_filter", "echo");
    /** Of those, what even another router is not told: the choice among models is made here. */
    private static final Set<String> NEVER = Set.of("models", "route", "preset", "debug", "usage", "echo");
    /** Names of {@code supported_parameters} that an endpoint must declare, and what else counts as declaring them. */
    private static final Map<String, Set<String>> DECLARED = Map.ofEntries(
            Map.entry("temperature", Set.of("temperature")), Map.entry("top_p", Set.of("top_p")),
            Map.entry("top_k", Set.of("top_k")), Map.entry("min_p", Set.of("min_p")),
            Map.entry("top_a", Set.of("top_a")), Map.entry("frequency_penalty", Set.of("frequency_penalty")),
            Map.entry("presence_penalty", Set.of("presence_penalty")),
            Map.entry("repetition_penalty", Set.of("repetition_penalty")),
            Map.entry("max_tokens", Set.of("max_tokens", "max_completion_tokens")),
            Map.entry("max_completion_tokens", Set.of("max_tokens", "max_completion_tokens")),
            Map.entry("logit_bias", Set.of("logit_bias")), Map.entry("logprobs", Set.of("logprobs")),
            Map.entry("top_logprobs", Set.of("top_logprobs", "logprobs")), Map.entry("seed", Set.of("seed")),
            Map.entry("stop", Set.of("stop")), Map.entry("tools", Set.of("tools")),
            Map.entry("tool_choice", Set.of("tool_choice", "tools")), Map.entry("parallel_tool_calls",
                    Set.of("parallel_tool_calls", "tools")),
            Map.entry("response_format", Set.of("response_format", "structured_outputs")),
            Map.entry("reasoning", Set.of("reasoning", "reasoning_effort", "include_reasoning")),
            Map.entry("web_search_options", Set.of("web_search_options")),
            Map.entry("verbosity", Set.of("verbosity")));

    private Parameters() {}

    /** Whether the endpoint is sent a field of this name. */
    static boolean goes(String name, Target target) {
        Quirks quirks = target.vendor().quirks();
        if (quirks.drop().contains(name) || NEVER.contains(name)) {
            return false;
        }
        if (name.equals("cache_control")) {
            return quirks.cacheControl();
        }
        return (quirks.acceptsRouterFields() || !ROUTERS.contains(name)) && declared(name, target);
    }

    /** Whether the endpoint is known to take this parameter, or nobody declared what it takes. */
    static boolean declared(String name, Target target) {
        Set<String> names = DECLARED.get(name);
        Set<String> supported = target.supportedParameters();
        return names == null || supported.isEmpty() || names.stream().anyMatch(supported::contains);
    }
}

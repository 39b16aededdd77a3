package dev.interline.provider.responses;

import dev.interline.bytes.Sha256;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Target;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** Which top-level request fields an endpoint is sent. */
final class Parameters {
    /** OpenRouter's own fields, and those that need a memory upstream. */
    private static final Set<String> OURS = Set.of("models", "route", "transforms", "plugins", "preset", "session_id",
            "trace", "debug", "provider", "cache_control", "image_config", "prompt_cache_options",
            "stop_server_tools_when", "modalities", "previous_response_id", "conversation", "prompt", "background",
            "usage", "store");
    /** Parameters that an endpoint must declare, and what declares them. */
    private static final Map<String, String> DECLARED = Map.of("temperature", "temperature", "top_p", "top_p", "top_k",
            "top_k", "frequency_penalty", "frequency_penalty", "presence_penalty", "presence_penalty", "top_logprobs",
            "top_logprobs", "reasoning", "reasoning", "max_output_tokens", "max_tokens");
    private static final int PSEUDONYM_BYTES = 16;

    private Parameters() {}

    /** Whether the endpoint is sent a field of this name. */
    static boolean goes(String name, Target target) {
        return !OURS.contains(name) && !target.vendor().quirks().drop().contains(name) && declared(name, target);
    }

    /** Whether the endpoint is known to take this parameter, or nobody declared what it takes. */
    static boolean declared(String name, Target target) {
        Set<String> supported = target.supportedParameters();
        String known = DECLARED.get(name);
        return known == null || supported.contains(known)
                || supported.isEmpty() && !name.equals("top_k")
                || name.equals("max_output_tokens") && supported.contains("max_completion_tokens");
    }

    /** The client's end user as upstreams get to know it: the same for the same user, but not the user's name. */
    static String pseudonym(String user) {
        return HexFormat.of().formatHex(Sha256.of(user), 0, PSEUDONYM_BYTES);
    }

    /** What is wrong when this wire has no words for something. */
    static Rejected inexpressible(String what) {
        return new Rejected(Problem.of(ErrorType.INVALID_REQUEST, "This provider cannot be sent " + what));
    }
}

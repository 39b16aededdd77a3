package dev.interline.exchange;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What routing, admission and records need to know of a request, found in one scan of its bytes.
 *
 * @param operation what is asked for
 * @param model the model asked for, as written; empty when only {@code models} names some
 * @param models further models in the order of preference, at most three
 * @param stream whether the client wants the answer as it is written
 * @param maxTokens upper bound on output tokens, where the client gave one
 * @param needs capabilities that an endpoint must have
 * @param parameters names of the sampling and feature parameters that were sent, in OpenRouter's
 *        {@code supported_parameters} vocabulary
 * @param preferences the {@code provider} object
 * @param sessionId the client's grouping key: body before header
 * @param user the client's end user
 * @param prompt how large the prompt is
 * @param output how much output is wanted
 * @param plugins the {@code plugins} array
 */
public record Facts(Operation operation, String model, List<String> models, boolean stream, OptionalLong maxTokens,
        Set<Need> needs, Set<String> parameters, Preferences preferences, Optional<String> sessionId,
        Optional<String> user, Prompt prompt, Output output, Plugins plugins) {
    /** Of a request without plugins. */
    public Facts(Operation operation, String model, List<String> models, boolean stream, OptionalLong maxTokens,
            Set<Need> needs, Set<String> parameters, Preferences preferences, Optional<String> sessionId,
            Optional<String> user, Prompt prompt, Output output) {
        this(operation, model, models, stream, maxTokens, needs, parameters, preferences, sessionId, user, prompt,
                output, Plugins.NONE);
    }

    public Facts {
        models = List.copyOf(models);
        needs = needs.isEmpty() ? Set.of() : Set.copyOf(needs);
        parameters = Set.copyOf(parameters);
    }

    /** Size of the part of the body that holds the prompt. */
    public int promptBytes() {
        return prompt.bytes();
    }
}

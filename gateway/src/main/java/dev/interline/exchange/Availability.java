package dev.interline.exchange;

import java.util.List;
import java.util.Optional;

/**
 * Why no endpoint was left for a request (OpenRouter: {@code error.availability}).
 *
 * @param code {@code model_not_found}, {@code no_endpoints}, {@code constraint_filtered}, {@code capacity_exhausted}, ...
 * @param retryable whether the same request may succeed later
 * @param requestedModels the models asked for
 * @param excludedBy the filters that took endpoints out, e.g. {@code allowed_providers}
 * @param constraint the field at fault and its detail, when it is one
 * @param fallbackModels models that could be asked instead
 */
public record Availability(String code, boolean retryable, List<String> requestedModels, List<String> excludedBy,
        Optional<Constraint> constraint, List<String> fallbackModels) {
    /** The request field that left nothing over. */
    public record Constraint(String field, String detail) {}

    public Availability {
        requestedModels = List.copyOf(requestedModels);
        excludedBy = List.copyOf(excludedBy);
        fallbackModels = List.copyOf(fallbackModels);
    }
}

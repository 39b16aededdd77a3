package dev.interline.routing;

import dev.interline.catalog.Model;
import dev.interline.exchange.Availability;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Problem;
import java.util.List;
import java.util.Optional;

/** Models that were asked for what others do (OpenRouter: {@code error.availability}, {@code wrong_endpoint}). */
final class WrongEndpoint {
    private WrongEndpoint() {}

    /** Whether a model may do this, as far as is known. */
    static boolean suits(Model model, Operation operation) {
        return operation == Operation.EMBED ? model.embeds() || model.architecture().output().isEmpty()
                : model.writesText() || !model.embeds();
    }

    /** What to tell whoever asks this model for that; empty if the model may do it. */
    static Optional<Problem> of(Model model, Operation operation) {
        if (suits(model, operation)) {
            return Optional.empty();
        }
        String message = operation == Operation.EMBED
                ? "Invalid model for embeddings: " + model.id() + " gives "
                        + String.join(" and ", model.architecture().output())
                        + "; GET /api/v1/embeddings/models lists those that make vectors"
                : model.id() + " makes embeddings and writes no text; ask it at POST /api/v1/embeddings";
        return Optional.of(Problem.invalid(message)
                .with("param", "model")
                .withAvailability(new Availability("wrong_endpoint", false, List.of(model.id()), List.of(),
                        Optional.empty(), List.of())));
    }
}

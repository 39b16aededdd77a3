package dev.interline.routing;

import dev.interline.catalog.Model;
import dev.interline.catalog.Resolution;
import dev.interline.catalog.Variant;
import dev.interline.exchange.Availability;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Wishes behind a model's name that nobody here can meet (OpenRouter: model variants). {@code :thinking} and
 * {@code :extended} are entries of the catalog of their own or nothing; {@code :online} needs a model that searches.
 */
final class UnservedVariants {
    private static final String SEARCH = "web_search_options";

    private UnservedVariants() {}

    /** What to tell whoever wishes that; empty if all can be had. */
    static Optional<Problem> of(String name, Resolution.Found found, Facts facts) {
        if (found.variants().isEmpty()) {
            return Optional.empty();
        }
        Model model = found.model();
        if (found.variants().contains(Variant.ONLINE) && !searches(model, facts)) {
            return Optional.of(problem(name, model,
                    ":online is not supported: this gateway does not search the web. Ask a "
                            + "model that does so by itself, such as perplexity/sonar, or " + model.id()
                            + " without it"));
        }
        if (found.variants().contains(Variant.THINKING) && !facts.parameters().contains("reasoning")
                && !facts.parameters().contains("reasoning_effort")) {
            return Optional.of(problem(name, model, "there is no such variant. Ask " + model.id()
                    + " with \"reasoning\": {\"enabled\": true}"));
        }
        if (found.variants().contains(Variant.EXTENDED)) {
            return Optional.of(problem(name, model, "there is no such variant. Ask " + model.id()
                    + (model.contextLength() > 0 ? ", whose context has " + model.contextLength() + " tokens" : "")));
        }
        return Optional.empty();
    }

    /** Whether a model searches whatever it is asked, or can and is asked to by {@code web_search_options}. */
    private static boolean searches(Model model, Facts facts) {
        return RouterModel.of(model).isEmpty() && model.supportedParameters().contains(SEARCH)
                && (model.author().equals("perplexity") || model.id().contains("search")
                        || facts.parameters().contains(SEARCH));
    }

    private static Problem problem(String name, Model model, String why) {
        return Problem.invalid(name + " is not a valid model ID: " + why).with("param", "model")
                .withAvailability(new Availability("model_not_found", false, List.of(name), List.of(), Optional.empty(),
                        List.of(model.id())));
    }
}

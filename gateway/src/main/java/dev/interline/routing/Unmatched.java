package dev.interline.routing;

import dev.interline.exchange.Availability;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Plugins;
import dev.interline.exchange.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a router found no model. */
final class Unmatched {
    private static final int SUGGESTIONS = 3;
    private static final String MESSAGE = "No models match your request and model restrictions";

    private Unmatched() {}

    /** Tells what restricts the choice, and models that the restrictions of the router's own options keep out. */
    static Problem of(Errand errand, RouterModel router, Pool pool, Plugins.Auto options) {
        var excludedBy = new ArrayList<String>();
        var fields = new ArrayList<String>();
        if (!options.allowed().isEmpty()) {
            excludedBy.add("allowed_models");
            fields.add("allowed_models");
        }
        if (!options.excluded().isEmpty()) {
            excludedBy.add("excluded_models");
            fields.add("excluded_models");
        }
        for (Filter filter : pool.filters()) {
            excludedBy.add(filter.name());
            fields.add(filter.field());
        }
        List<String> others = pool.all(_ -> true).stream().limit(SUGGESTIONS).map(Pool.Option::id).toList();
        if (fields.isEmpty()) {
            return Problem.of(ErrorType.NOT_FOUND, MESSAGE + ": no provider of a model that writes text is configured")
                    .withAvailability(new Availability("no_endpoints", false, List.of(errand.name()), List.of(),
                            Optional.empty(), others));
        }
        String detail = router.id() + " finds no usable model within " + String.join(", ", fields.stream().distinct()
                .toList());
        return Problem.of(ErrorType.NOT_FOUND, MESSAGE)
                .withAvailability(new Availability("constraint_filtered", false, List.of(errand.name()),
                        excludedBy.stream().distinct().toList(),
                        Optional.of(new Availability.Constraint(fields.getFirst(), detail)), others));
    }
}

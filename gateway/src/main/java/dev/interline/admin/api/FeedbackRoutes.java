package dev.interline.admin.api;

import static dev.interline.admin.api.Role.MANAGEMENT;

import dev.interline.bytes.Json;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.generations.Feedback;
import dev.interline.generations.Feedback.Category;
import dev.interline.generations.Generations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /generation/feedback}: what somebody thinks of a generation (OpenRouter: generation feedback). */
public final class FeedbackRoutes {
    private static final Map<String, Category> CATEGORIES = categories();

    private final Generations generations;

    public FeedbackRoutes(Generations generations) {
        this.generations = generations;
    }

    public List<Route> routes() {
        return List.of(Route.post("generation/feedback", MANAGEMENT, this::add));
    }

    private static Map<String, Category> categories() {
        var words = new LinkedHashMap<String, Category>();
        for (var category : Category.values()) {
            words.put(category.name().toLowerCase(Locale.ROOT), category);
        }
        return words;
    }

    private Answer add(Call call) {
        var input = call.input();
        var generation = input.text("generation_id");
        if (generation.isEmpty()) {
            throw new Rejected(Problem.invalid("generation_id: expected the id of a generation"));
        }
        var feedback = new Feedback(generation, input.requiredWord("category", CATEGORIES),
                input.optionalText("comment"));
        input.done();
        generations.add(call.account(), feedback);
        return Answer.data(Json.mapper().createObjectNode().put("success", true));
    }
}

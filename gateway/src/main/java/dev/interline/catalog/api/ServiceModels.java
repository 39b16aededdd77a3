package dev.interline.catalog.api;

import dev.interline.bytes.Json;
import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Model;
import dev.interline.catalog.PriceKey;
import dev.interline.catalog.Resolution;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Models as the service below {@code /api/v2/openrouter} tells them: by what they can do.
 *
 * <p>Lists have every model that writes text, or only those that are asked for: {@code vision}, {@code audio},
 * {@code functions}, {@code available}, each {@code true} or {@code false}.
 */
public final class ServiceModels {
    private static final List<String> FLAGS = List.of("true", "false");

    private final Catalog catalog;

    public ServiceModels(Catalog catalog) {
        this.catalog = catalog;
    }

    /** {@code GET models}. */
    public Reply models(Map<String, String> query) {
        try {
            var given = new Parameters(query);
            Predicate<Model> shown = Model::writesText;
            shown = shown.and(asked(given, "vision", ServiceModels::sees))
                    .and(asked(given, "audio", ServiceModels::hears))
                    .and(asked(given, "functions", this::calls)).and(asked(given, "available", this::isAvailable));
            return list(catalog.models().stream().filter(shown).toList(), Json.mapper().createObjectNode());
        } catch (Rejected e) {
            return new Reply.Refused(e.problem());
        }
    }

    /** {@code GET models/:id}: the model that a name means. */
    public Reply model(String name) {
        return switch (catalog.resolve(name)) {
            case Resolution.Found(Model model, _) -> {
                var answer = Json.mapper().createObjectNode();
                answer.set("data", row(model));
                yield new Reply.Answered(document(answer));
            }
            case Resolution.Ambiguous(List<String> matches) -> missing(name, matches);
            case Resolution.Unknown(List<String> near) -> missing(name, near);
        };
    }

    /** {@code GET models/recommended/:useCase}: the best first. */
    public Reply recommended(String useCase) {
        return Recommendations.of(useCase).map(wanted -> {
            var head = Json.mapper().createObjectNode();
            head.put("use_case", wanted.name()).put("description", wanted.description());
            return list(wanted.of(catalog, this::isAvailable), head);
        }).orElseGet(() -> new Reply.Refused(Problem.of(ErrorType.NOT_FOUND, "There is no use case \"" + useCase
                + "\"; there are " + String.join(", ", Recommendations.names()))
                .with("use_cases", Recommendations.names())));
    }

    private Reply list(List<Model> models, ObjectNode head) {
        head.put("object", "list");
        var rows = head.putArray("data");
        models.forEach(model -> rows.add(row(model)));
        return new Reply.Answered(document(head.put("total", models.size())));
    }

    private ObjectNode row(Model model) {
        var row = Json.mapper().createObjectNode();
        row.put("id", model.id()).put("object", "model").put("name", model.name())
                .put("description", model.description()).put("owned_by", Rows.owner(model));
        if (model.contextLength() > 0) {
            row.put("context_length", model.contextLength());
        } else {
            row.putNull("context_length");
        }
        if (model.top().maxCompletionTokens() > 0) {
            row.put("max_completion_tokens", model.top().maxCompletionTokens());
        } else {
            row.putNull("max_completion_tokens");
        }
        row.putObject("capabilities").put("vision", sees(model)).put("audio", hears(model))
                .put("functions", calls(model)).put("streaming", true);
        var pricing = row.putObject("pricing");
        boolean known = model.pricing().isKnown();
        pricing.put("prompt", known ? model.pricing().price(PriceKey.PROMPT).toPlainString() : "-1");
        pricing.put("completion", known ? model.pricing().price(PriceKey.COMPLETION).toPlainString() : "-1");
        return row.put("available", isAvailable(model));
    }

    private static Predicate<Model> asked(Parameters given, String name, Predicate<Model> has) {
        return given.choice(name, FLAGS).map(flag -> flag.equals("true") ? has : has.negate()).orElse(_ -> true);
    }

    static boolean sees(Model model) {
        return model.architecture().input().contains("image");
    }

    static boolean hears(Model model) {
        return model.architecture().input().contains("audio");
    }

    private boolean calls(Model model) {
        return model.supportedParameters().contains("tools");
    }

    private boolean isAvailable(Model model) {
        return catalog.endpointsOf(model).stream().anyMatch(Endpoint::servable);
    }

    private static Reply missing(String name, List<String> near) {
        return new Reply.Refused(Problem.of(ErrorType.NOT_FOUND, "There is no model \""
                + (name.length() <= 200 ? name : name.substring(0, 200) + "...") + "\"."
                + (near.isEmpty() ? "" : " Did you mean " + String.join(", ", near) + "?")));
    }

    private static Document document(ObjectNode answer) {
        return new Document(Json.mapper().writeValueAsBytes(answer), Document.JSON);
    }
}

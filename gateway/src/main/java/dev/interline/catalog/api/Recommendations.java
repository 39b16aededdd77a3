package dev.interline.catalog.api;

import dev.interline.bytes.Json;
import dev.interline.catalog.Catalog;
import dev.interline.catalog.Model;
import dev.interline.catalog.PriceKey;
import dev.interline.catalog.Resolution;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Which models are good for what, as {@code recommendations.json} says: some by name, then others that have what it takes.
 *
 * @param models names of the first ones
 * @param input a kind of input that the others must take; empty: any
 * @param parameter a request parameter that the others must know; empty: any
 * @param order how the others are sorted: {@code price}, {@code context}, {@code newest}, or empty: there are no others
 */
record Recommendations(String name, String description, List<String> models, String input, String parameter,
        String order) {
    private static final int MOST = 10;
    private static final Map<String, Recommendations> ALL = load();

    static Optional<Recommendations> of(String useCase) {
        return Optional.ofNullable(ALL.get(useCase));
    }

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** The models, those that can be asked now before the others. */
    List<Model> of(Catalog catalog, Predicate<Model> available) {
        var found = new LinkedHashSet<Model>();
        for (String wanted : models) {
            if (catalog.resolve(wanted) instanceof Resolution.Found(Model model, _)) {
                found.add(model);
            }
        }
        if (!order.isEmpty()) {
            catalog.models().stream().filter(this::isFit).sorted(comparator()).limit(MOST).forEach(found::add);
        }
        return found.stream().sorted(Comparator.comparing(model -> !available.test(model))).limit(MOST).toList();
    }

    private boolean isFit(Model model) {
        return model.writesText() && model.aliasTarget().isEmpty() && model.pricing().isKnown()
                && !model.id().contains(":")
                && (input.isEmpty() || model.architecture().input().contains(input))
                && (parameter.isEmpty() || model.supportedParameters().contains(parameter));
    }

    private Comparator<Model> comparator() {
        return switch (order) {
            case "price" -> Comparator.comparing(Recommendations::price);
            case "context" -> Comparator.comparingLong(Model::contextLength).reversed();
            case "newest" -> Comparator.comparingLong(Model::created).reversed();
            default -> throw new IllegalStateException("no such order: " + order);
        };
    }

    private static BigDecimal price(Model model) {
        return model.pricing().price(PriceKey.PROMPT).add(model.pricing().price(PriceKey.COMPLETION));
    }

    private static Map<String, Recommendations> load() {
        try (InputStream in =
                Objects.requireNonNull(Recommendations.class.getResourceAsStream("recommendations.json"))) {
            var all = new LinkedHashMap<String, Recommendations>();
            for (Map.Entry<String, JsonNode> entry : Json.mapper().readTree(in.readAllBytes()).properties()) {
                all.put(entry.getKey(), read(entry.getKey(), entry.getValue()));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recommendations read(String name, JsonNode said) {
        var models = new ArrayList<String>();
        said.path("models").forEach(model -> models.add(model.asString()));
        return new Recommendations(name, said.path("description").asString(), models, said.path("input").asString(""),
                said.path("parameter").asString(""), said.path("order").asString(""));
    }
}

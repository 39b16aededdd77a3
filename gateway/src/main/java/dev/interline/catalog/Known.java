package dev.interline.catalog;

import dev.interline.bytes.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What this program knows by heart: models and vendors, read once from the resources of this package.
 *
 * @param models in the order of the list, the newest first
 * @param aliases further names of models: alias to id
 * @param houses authors to the vendors that are their own houses
 */
public record Known(List<KnownModel> models, Map<String, String> aliases, List<KnownVendor> vendors,
        Map<String, String> houses) {
    public Known {
        models = List.copyOf(models);
        aliases = Map.copyOf(aliases);
        vendors = List.copyOf(vendors);
        houses = Map.copyOf(houses);
    }

    /** Reads the resources, about half a megabyte. */
    public static Known load() {
        var models = new ArrayList<KnownModel>();
        var aliases = new HashMap<String, String>();
        var facts = new ModelFacts(new ArrayList<>(), new ArrayList<>());
        try (JsonParser in = open("models.json")) {
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "aliases" -> Fields.read(in).members().forEach((from, to) -> aliases.put(from, to.toString()));
                    case "parameters" -> rows(in, row -> facts.parameters().add(Set.copyOf(row)));
                    case "kinds" -> rows(in, facts.kinds()::add);
                    case "models" -> {
                        while (in.nextToken() != JsonToken.END_ARRAY) {
                            models.add(facts.model(Fields.read(in)));
                        }
                    }
                    case String _ -> in.skipChildren();
                }
            }
        }
        List<KnownVendor> vendors = readVendors();
        var houses = new HashMap<String, String>();
        vendors.forEach(vendor -> vendor.authors().forEach(author -> houses.put(author, vendor.slug())));
        return new Known(models, aliases, vendors, houses);
    }

    /** The slugs of all vendors that need not be described in the configuration; reads only what tells them. */
    public static Set<String> vendorSlugs() {
        return readVendors().stream().filter(vendor -> !vendor.isTemplate()).map(KnownVendor::slug)
                .collect(Collectors.toUnmodifiableSet());
    }

    Optional<KnownModel> model(String id) {
        return models.stream().filter(model -> model.model().id().equals(id)).findFirst();
    }

    /** Whether a vendor is the house of the model's author, so that its names for models are good names. */
    boolean isOwn(String vendor, Model model) {
        return vendor.equals(houses.get(model.author()));
    }

    private static List<KnownVendor> readVendors() {
        try (JsonParser in = open("providers.json")) {
            return Fields.read(in).children("providers").stream().map(KnownVendor::of).toList();
        }
    }

    private static void rows(JsonParser in, Consumer<List<String>> to) {
        while (in.nextToken() != JsonToken.END_ARRAY) {
            var row = new ArrayList<String>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                row.add(in.getString());
            }
            to.accept(List.copyOf(row));
        }
    }

    /** A parser that stands at the start of the resource's object. */
    private static JsonParser open(String resource) {
        try (var stream = Known.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + resource + " is missing from this program");
            }
            byte[] bytes = stream.readAllBytes();
            JsonParser in = Json.parser(bytes, 0, bytes.length);
            in.nextToken();
            return in;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

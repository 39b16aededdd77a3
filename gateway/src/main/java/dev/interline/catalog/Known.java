package dev.interline.catalog;

import dev.interline.bytes.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What this program knows by heart: models and vendors, read once from the resources of this package.
 *
 * @param models in the order of the list, the newest first
 * @param aliases further names of models: alias to id
 */
public record Known(List<KnownModel> models, Map<String, String> aliases, List<KnownVendor> vendors) {
    public Known {
        models = List.copyOf(models);
        aliases = Map.copyOf(aliases);
        vendors = List.copyOf(vendors);
    }

    /** Reads the resources, about half a megabyte. */
    public static Known load() {
        var models = new ArrayList<KnownModel>();
        var aliases = new LinkedHashMap<String, String>();
        try (JsonParser in = open("models.json")) {
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "models" -> {
                        var facts = new ModelFacts();
                        while (in.nextToken() != JsonToken.END_ARRAY) {
                            models.add(facts.model(Fields.read(in)));
                        }
                    }
                    case "aliases" -> Fields.read(in).members().forEach((from, to) -> aliases.put(from, to.toString()));
                    case String _ -> in.skipChildren();
                }
            }
        }
        return new Known(models, aliases, readVendors());
    }

    /** The slugs of all vendors that need not be described in the configuration. */
    public Set<String> vendorSlugs() {
        return vendors.stream().filter(vendor -> !vendor.isTemplate()).map(KnownVendor::slug)
                .collect(Collectors.toUnmodifiableSet());
    }

    Optional<KnownModel> model(String id) {
        return models.stream().filter(model -> model.model().id().equals(id)).findFirst();
    }

    Optional<KnownVendor> vendor(String slug) {
        return vendors.stream().filter(vendor -> vendor.slug().equals(slug)).findFirst();
    }

    private static List<KnownVendor> readVendors() {
        try (JsonParser in = open("providers.json")) {
            return Fields.read(in).children("providers").stream().map(KnownVendor::of).toList();
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

package dev.interline.admin.api;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.Model;
import dev.interline.catalog.Resolution;
import dev.interline.catalog.Upstream;
import dev.interline.config.Nearest;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import java.util.List;
import java.util.Locale;

/** Names of models and providers in requests that allow some: whoever misspells one would allow nothing. */
final class CatalogNames {
    private static final String ANY = "*";

    private CatalogNames() {}

    /** The model that a name means. */
    static Model model(Catalog catalog, String name) {
        return switch (catalog.resolve(name)) {
            case Resolution.Found found -> found.model();
            case Resolution.Ambiguous(var matches) -> throw invalid("allowed_models: " + name
                    + " is the name of several models: " + String.join(", ", matches));
            case Resolution.Unknown(var near) -> throw invalid("allowed_models: there is no model " + name
                    + (near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?"));
        };
    }

    /** Checks names of models, or of all models that begin so ({@code openai/*}). */
    static List<String> models(Catalog catalog, List<String> names) {
        for (String name : names) {
            if (!name.endsWith(ANY)) {
                model(catalog, name);
            } else if (catalog.models().stream().noneMatch(model -> begins(model.id(), name))) {
                throw invalid("allowed_models: there is no model " + name);
            }
        }
        return names;
    }

    private static boolean begins(String id, String pattern) {
        return id.toLowerCase(Locale.ROOT).startsWith(
                pattern.substring(0, pattern.length() - ANY.length()).toLowerCase(Locale.ROOT));
    }

    /** Checks names of providers, or of one of their endpoints ({@code amazon-bedrock/us}). */
    static List<String> providers(Catalog catalog, List<String> names) {
        for (String name : names) {
            String provider = name.split("/", 2)[0];
            if (catalog.upstreamsNamed(provider).isEmpty()) {
                throw invalid("allowed_providers: there is no provider \"" + provider + "\"" + Nearest
                        .of(provider, catalog.upstreams().stream().map(Upstream::slug).toList())
                        .map(near -> "; did you mean " + near + "?").orElse("")
                        + "; GET /providers tells which there are");
            }
        }
        return names;
    }

    private static Rejected invalid(String message) {
        return new Rejected(Problem.invalid(message));
    }
}

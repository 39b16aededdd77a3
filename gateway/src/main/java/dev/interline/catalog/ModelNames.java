package dev.interline.catalog;

import dev.interline.catalog.Resolution.Ambiguous;
import dev.interline.catalog.Resolution.Found;
import dev.interline.catalog.Resolution.Unknown;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds models by what clients call them, whatever the case. In this order: the operator's aliases, ids, known aliases,
 * canonical slugs, {@code ~author/family-latest}, bare names, the names of the author's own house, bare names of models
 * that an upstream merely listed.
 */
final class ModelNames {
    /** The tag that Ollama adds to a model pulled without one. */
    private static final String LATEST = ":latest";

    private final List<Model> all;
    private final Map<String, Model> byId = new HashMap<>();
    private final Map<String, Model> byCanonical = new HashMap<>();
    private final Map<String, List<Model>> bare = new HashMap<>();
    private final Map<String, List<Model>> bareListed = new HashMap<>();
    private final Map<String, String> ownAliases;
    private final Map<String, String> knownAliases;
    private final Map<String, String> nativeNames;
    private volatile @Nullable NearNames near;

    ModelNames(Draft draft) {
        all = draft.listed();
        ownAliases = draft.ownAliases();
        knownAliases = draft.knownAliases();
        nativeNames = draft.nativeNames();
        for (Model model : all) {
            byId.putIfAbsent(key(model.id()), model);
            if (model.id().startsWith("~")) {
                continue;
            }
            byCanonical.merge(key(model.canonicalSlug()), model,
                    (first, second) -> first.id().contains(":") ? second : first);
            String slug = key(model.slug());
            var names = draft.isListedOnly(model) ? bareListed : bare;
            names.computeIfAbsent(slug, _ -> new ArrayList<>()).add(model);
            if (slug.endsWith(LATEST) && draft.isListedOnly(model)) {
                names.computeIfAbsent(slug.substring(0, slug.length() - LATEST.length()), _ -> new ArrayList<>())
                        .add(model);
            }
        }
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    Optional<Model> exactly(String id) {
        return Optional.ofNullable(byId.get(key(id)));
    }

    Resolution resolve(String requested) {
        var variants = EnumSet.noneOf(Variant.class);
        String name = key(requested.strip());
        while (true) {
            List<Model> found = named(name);
            if (found.size() == 1) {
                return new Found(concrete(found.get(0)), variants);
            }
            if (!found.isEmpty()) {
                return new Ambiguous(found.stream().map(Model::id).sorted().toList());
            }
            int colon = name.lastIndexOf(':');
            Optional<Variant> variant = colon < 0 ? Optional.empty() : Variant.of(name.substring(colon + 1));
            if (variant.isEmpty()) {
                return new Unknown(near().of(name));
            }
            variants.add(variant.get());
            name = name.substring(0, colon);
        }
    }

    /** Made when the first unknown name comes along; twice, if two come at once, does no harm. */
    private NearNames near() {
        NearNames made = near;
        if (made == null) {
            made = new NearNames(all);
            near = made;
        }
        return made;
    }

    private List<Model> named(String name) {
        Model exact = aliased(ownAliases, name)
                .or(() -> Optional.ofNullable(byId.get(name)))
                .or(() -> aliased(knownAliases, name))
                .or(() -> Optional.ofNullable(byCanonical.get(name)))
                .or(() -> Latest.of(name, all))
                .orElse(null);
        if (exact != null) {
            return List.of(exact);
        }
        if (bare.containsKey(name)) {
            return bare.getOrDefault(name, List.of());
        }
        return aliased(nativeNames, name).map(List::of).orElseGet(() -> bareListed.getOrDefault(name, List.of()));
    }

    private Optional<Model> aliased(Map<String, String> aliases, String name) {
        return Optional.ofNullable(aliases.get(name)).map(id -> byId.get(key(id)));
    }

    private Model concrete(Model model) {
        return model.aliasTarget().flatMap(target -> exactly(target.slug())).orElse(model);
    }
}

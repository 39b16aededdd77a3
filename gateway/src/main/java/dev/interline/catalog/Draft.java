package dev.interline.catalog;

import dev.interline.config.ModelOverride;
import dev.interline.config.ProviderEntry;
import dev.interline.exchange.ServiceTier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A catalog while it is put together. Confined to one thread. */
final class Draft {
    /** Where a model comes from; names of those that an upstream merely listed never push others aside. */
    enum Source {
        /** The resources of this program, or the configuration. */
        DESCRIBED,
        /** An upstream's own list. */
        LISTED
    }

    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Map<String, List<Endpoint>> endpoints = new LinkedHashMap<>();
    private final Set<String> listedOnly = new LinkedHashSet<>();
    private final Map<String, Upstream> upstreams = new LinkedHashMap<>();
    private final Map<String, String> ownAliases = new LinkedHashMap<>();
    private final Map<String, String> knownAliases = new LinkedHashMap<>();
    private final Map<String, String> nativeNames = new LinkedHashMap<>();
    private boolean tiered;

    void add(Upstream upstream) {
        upstreams.put(upstream.slug(), upstream);
    }

    Optional<Upstream> upstream(String slug) {
        return Optional.ofNullable(upstreams.get(slug));
    }

    void add(Model model, Source source) {
        models.put(model.id(), model);
        if (source == Source.LISTED) {
            listedOnly.add(model.id());
        }
    }

    /** Makes a model an alias, which has no endpoints of its own. */
    void point(String id, Model alias) {
        models.put(id, alias);
        endpoints.remove(id);
    }

    Optional<Model> model(String id) {
        return Optional.ofNullable(models.get(id));
    }

    Collection<Model> models() {
        return models.values();
    }

    void add(Endpoint endpoint) {
        endpoints.computeIfAbsent(endpoint.model(), _ -> new ArrayList<>()).add(endpoint);
    }

    /** Adds what the operator says of a provider and of the tiers that it offers. */
    void describe(String slug, ProviderEntry entry) {
        Endpoint.Declared usual = Changes.declared(entry);
        for (List<Endpoint> all : endpoints.values()) {
            all.replaceAll(endpoint -> endpoint.upstream().slug().equals(slug) ? endpoint.declaring(usual) : endpoint);
            for (Endpoint endpoint : List.copyOf(all)) {
                entry.serviceTiers().stream()
                        .filter(tier -> endpoint.tag().equals(slug) && tier.isFor(endpoint.model()))
                        .forEach(tier -> {
                            all.add(endpoint.at(ServiceTier.valueOf(tier.tier().name()), tier.priceFactor()));
                            tiered = true;
                        });
            }
        }
    }

    /** Adds what the operator says of a model, whoever serves it. */
    void describe(String id, ModelOverride change) {
        Endpoint.Declared usual = Changes.declared(change);
        endpoints.getOrDefault(id, new ArrayList<>()).replaceAll(endpoint -> endpoint.declaring(usual));
    }

    /** Whether some endpoint is of another tier than the ordinary. */
    boolean isTiered() {
        return tiered;
    }

    /** A name that the operator gave; it goes before all others. */
    void ownAlias(String alias, String id) {
        ownAliases.put(ModelNames.key(alias), id);
    }

    void knownAlias(String alias, String id) {
        knownAliases.put(ModelNames.key(alias), id);
    }

    /** What the author's own house calls a model; the first model that goes by it has it. */
    void nativeName(String name, String id) {
        nativeNames.putIfAbsent(ModelNames.key(name), id);
    }

    List<Model> listed() {
        return List.copyOf(models.values());
    }

    List<Upstream> upstreams() {
        return List.copyOf(upstreams.values());
    }

    Map<String, List<Endpoint>> endpoints() {
        var copy = new LinkedHashMap<String, List<Endpoint>>();
        endpoints.forEach((id, all) -> copy.put(id, List.copyOf(all)));
        return Collections.unmodifiableMap(copy);
    }

    boolean isListedOnly(Model model) {
        return listedOnly.contains(model.id());
    }

    Map<String, String> ownAliases() {
        return Map.copyOf(ownAliases);
    }

    Map<String, String> knownAliases() {
        return Map.copyOf(knownAliases);
    }

    Map<String, String> nativeNames() {
        return Map.copyOf(nativeNames);
    }
}

package dev.interline.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All models, endpoints and vendors at one moment: an immutable snapshot, taken at admission and kept for the whole
 * request. A reload makes another one; see {@link LiveCatalog}.
 */
public final class Catalog {
    private final List<Model> models;
    private final Map<String, List<Endpoint>> endpoints;
    private final List<Upstream> upstreams;
    private final ModelNames modelNames;
    private final VendorNames vendorNames;
    private final boolean tiered;

    Catalog(Draft draft) {
        this.models = draft.listed();
        this.endpoints = draft.endpoints();
        this.upstreams = draft.upstreams();
        this.tiered = draft.isTiered();
        this.modelNames = new ModelNames(draft);
        this.vendorNames = new VendorNames(upstreams);
    }

    /** The models in the order of the list: the operator's own, then the newest first; aliases are among them. */
    public List<Model> models() {
        return models;
    }

    /** What a requested model name means: an id, an alias, a canonical slug, a bare name, each with variants. */
    public Resolution resolve(String requested) {
        return modelNames.resolve(requested);
    }

    /** The model of exactly this id, {@code ~author/family-latest} entries as such. */
    public Optional<Model> model(String id) {
        return modelNames.exactly(id);
    }

    /** The model's endpoints, usable or not, in the order in which equals should be tried. */
    public List<Endpoint> endpointsOf(Model model) {
        return endpoints.getOrDefault(model.aliasTarget().map(Model.AliasTarget::slug).orElse(model.id()), List.of());
    }

    /** Every endpoint of every model. */
    public Collection<List<Endpoint>> endpoints() {
        return endpoints.values();
    }

    /** Whether some endpoint is of another service tier than the ordinary. */
    public boolean isTiered() {
        return tiered;
    }

    /** Every vendor, usable or not. */
    public List<Upstream> upstreams() {
        return upstreams;
    }

    /** The vendor of this slug. */
    public Optional<Upstream> upstream(String slug) {
        return upstreams.stream().filter(upstream -> upstream.slug().equals(slug)).findFirst();
    }

    /**
     * The vendors that a name in a request means: slug, display name or a common alias, whatever the case and the
     * punctuation ({@code AWS Bedrock}, {@code z-ai}, {@code Google}).
     */
    public Set<Upstream> upstreamsNamed(String name) {
        return vendorNames.named(name);
    }

    /**
     * Whether a provider name in a request means this endpoint: a vendor's name means all of its endpoints, a name with
     * a slash the one with that tag ({@code amazon-bedrock/us}).
     */
    public boolean isNamed(Endpoint endpoint, String name) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            return vendorNames.named(name).contains(endpoint.upstream());
        }
        return vendorNames.named(name.substring(0, slash)).contains(endpoint.upstream())
                && endpoint.tag().endsWith(name.substring(slash).toLowerCase(Locale.ROOT));
    }
}

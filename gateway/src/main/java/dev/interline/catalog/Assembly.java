package dev.interline.catalog;

import dev.interline.config.Config;
import dev.interline.config.Environment;
import dev.interline.config.ModelEntry;
import dev.interline.config.ModelOverride;
import dev.interline.config.ProviderEntry;
import dev.interline.exchange.Vendor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes catalogs of what is known by heart, what the operator configured and what upstreams list. Thread-safe; the same
 * input makes the same catalog.
 */
public final class Assembly {
    static final String OPENROUTER = "openrouter";

    private final Known known;
    private final Upstreams vendors;
    private final List<StandIn> standIns;

    /**
     * @param dialects the dialects that providers exist for; vendors of other dialects cannot be used
     * @param environment where credentials are looked for that the configuration does not tell
     */
    public Assembly(Known known, Set<String> dialects, List<StandIn> standIns, Environment environment) {
        this.known = known;
        this.vendors = new Upstreams(known, dialects, environment);
        this.standIns = List.copyOf(standIns);
    }

    /** A catalog; {@code listings} are the upstreams' own lists by slug, where they were read. */
    public Catalog build(Config config, Map<String, Listing> listings) {
        var draft = new Draft();
        vendors.all(config, listings.keySet()).forEach(draft::add);
        config.providers().forEach((slug, entry) -> draft.upstream(slug).ifPresent(
                upstream -> entry.models().forEach(model -> declare(draft, config, upstream, model))));
        for (var model : known.models()) {
            offer(draft, config, model);
        }
        known.aliases().forEach(draft::knownAlias);
        listings.forEach((slug, listing) -> draft.upstream(slug).ifPresent(
                upstream -> listing.models().forEach(item -> list(draft, config, upstream, item))));
        config.models().forEach(draft::describe);
        config.providers().forEach(draft::describe);
        config.models().forEach((id, change) -> change.aliases().forEach(alias -> draft.ownAlias(alias, id)));
        pointAliases(draft);
        standIn(draft, config);
        return new Catalog(draft);
    }

    /** The self-hosted vendors whose own lists are to be read: none is declared, and reading is not switched off. */
    public List<Vendor> discoverable(Config config) {
        return vendors.all(config, Set.of()).stream()
                .filter(upstream -> upstream.selfHosted() && upstream.vendor().baseUrl().isPresent())
                .filter(upstream -> {
                    var entry = Optional.ofNullable(config.providers().get(upstream.slug()));
                    return entry.isPresent()
                            ? config.catalog().discover() && entry.get().enabled() && entry.get().models().isEmpty()
                            : config.catalog().ollama() && upstream.slug().equals(Upstreams.OLLAMA);
                })
                .map(Upstream::vendor).toList();
    }

    /** A model with the endpoints of everybody who is known to offer it. */
    private void offer(Draft draft, Config config, KnownModel knownModel) {
        var change = Optional.ofNullable(config.models().get(knownModel.model().id()));
        Model model = changed(config, knownModel.model());
        draft.add(model, Draft.Source.DESCRIBED);
        for (Offer offer : knownModel.offers()) {
            if (!declaresModels(config, offer.vendor())) {
                Offer changed = change.map(c -> Changes.apply(c, offer)).orElse(offer);
                draft.upstream(offer.vendor()).ifPresent(upstream -> draft.add(changed.at(upstream, model.id())));
            }
            if (known.isOwn(offer.vendor(), model)) {
                draft.nativeName(offer.upstreamModel(), model.id());
            }
        }
        if (!declaresModels(config, OPENROUTER) && !model.choosesOthers()) {
            draft.upstream(OPENROUTER).ifPresent(upstream -> draft.add(
                    Offer.asDescribed(OPENROUTER, model, knownModel.model().id()).at(upstream, model.id())));
        }
    }

    /** A model that the operator says a vendor serves: one more endpoint, and a new model if nobody knows it. */
    private void declare(Draft draft, Config config, Upstream upstream, ModelEntry entry) {
        Optional<Model> described = known.model(entry.id()).map(KnownModel::model).or(() -> draft.model(entry.id()));
        Model base = changed(config, described.orElseGet(() -> Changes.unknown(entry.id(), 0, upstream)));
        Model model = Changes.declared(entry, base);
        if (described.isEmpty()) {
            draft.add(model, Draft.Source.DESCRIBED);
        }
        draft.add(Changes.endpoint(entry, model, upstream));
    }

    /** A model that an upstream lists, by the upstream's name, and as an endpoint of the catalog's model that it is. */
    private void list(Draft draft, Config config, Upstream upstream, Listing.Item item) {
        String id = upstream.slug() + "/" + item.id();
        if (draft.model(id).isPresent()) {
            return;
        }
        Model model = changed(config, Changes.unknown(id, item.contextLength(), upstream));
        draft.add(model, Draft.Source.LISTED);
        draft.add(Offer.asDescribed(upstream.slug(), model, item.id()).at(upstream, id));
        if (item.id().contains("/")) {
            draft.models().stream().filter(other -> !draft.isListedOnly(other) && isSame(other, item.id())).findFirst()
                    .ifPresent(same -> draft.add(Changes.listed(same, item, upstream)));
        }
    }

    private static boolean isSame(Model model, String listed) {
        return model.id().equalsIgnoreCase(listed)
                || !model.id().contains(":") && model.huggingFaceId().filter(listed::equalsIgnoreCase).isPresent();
    }

    private void standIn(Draft draft, Config config) {
        boolean alone = draft.upstreams().stream().noneMatch(upstream -> !upstream.standIn() && upstream.ready()
                && (!upstream.selfHosted() || config.providers().containsKey(upstream.slug())));
        for (var standIn : standIns) {
            String slug = standIn.vendor().slug();
            var serve = Optional.ofNullable(config.providers().get(slug)).map(ProviderEntry::serve)
                    .orElse(ProviderEntry.Serve.AUTO);
            var upstream = Upstreams.standIn(standIn.vendor(), serve, config);
            draft.add(upstream);
            if (!upstream.ready()) {
                continue;
            }
            boolean all = serve == ProviderEntry.Serve.ALWAYS || alone && isLoopback(config.host());
            if (all) {
                List.copyOf(draft.models()).stream()
                        .filter(model -> standIn.replaces().test(model) && model.aliasTarget().isEmpty()
                                && !model.choosesOthers()
                                && (serve == ProviderEntry.Serve.ALWAYS
                                        || !draft.isListedOnly(model)))
                        .forEach(model -> draft.add(Offer.asDescribed(slug, model, model.id())
                                .at(upstream, model.id())));
            }
            for (Model own : standIn.models()) {
                draft.add(own, Draft.Source.DESCRIBED);
                draft.add(Offer.asDescribed(slug, own, own.slug()).at(upstream, own.id()));
            }
        }
    }

    /** Gives the {@code ~author/family-latest} entries what they stand for today, endpoints included. */
    private static void pointAliases(Draft draft) {
        for (Model alias : draft.listed()) {
            Latest.of(alias.id(), draft.models())
                    .ifPresent(target -> draft.point(alias.id(), Changes.pointing(alias, target)));
        }
    }

    private static Model changed(Config config, Model model) {
        ModelOverride change = config.models().get(model.id());
        return change == null ? model : Changes.apply(change, model);
    }

    /** Whether the operator lists the vendor's models, so that it has no others. */
    private static boolean declaresModels(Config config, String slug) {
        ProviderEntry entry = config.providers().get(slug);
        return entry != null && !entry.models().isEmpty();
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1")
                || host.equals("0:0:0:0:0:0:0:1");
    }
}

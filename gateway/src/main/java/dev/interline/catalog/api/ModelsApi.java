package dev.interline.catalog.api;

import dev.interline.bytes.ByteSink;
import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Model;
import dev.interline.catalog.Resolution;
import dev.interline.catalog.Upstream;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.health.Health;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Answers questions about one snapshot of the catalog. The lists that are asked for without parameters are made once;
 * all others are put together of rows that are made once.
 */
public final class ModelsApi {
    private static final String MODELS = "/api/v1/models";
    private static final String USER = "/api/v1/models/user";
    private static final String EMBEDDINGS = "/api/v1/embeddings/models";

    private final Catalog catalog;
    private final InstantSource clock;
    private final Health health;
    private final Lazy<Map<String, byte[]>> rows;
    private final Lazy<Document> models;
    private final Lazy<Document> usable;
    private final Lazy<Document> embeddings;
    private final Lazy<Document> providers;

    /**
     * @param clock what the age of models is counted from
     * @param health how endpoints have done lately
     */
    public ModelsApi(Catalog catalog, InstantSource clock, Health health) {
        this.catalog = catalog;
        this.clock = clock;
        this.health = health;
        var nothing = new Parameters(Map.of());
        rows = new Lazy<>(this::makeRows);
        models = ready(() -> page(MODELS, catalog.models().stream().filter(Model::writesText).toList(), nothing));
        usable = ready(() -> page(USER, catalog.models().stream().filter(this::isUsable).toList(), nothing));
        embeddings = ready(() -> page(EMBEDDINGS, catalog.models().stream().filter(Model::embeds).toList(),
                nothing));
        providers = ready(this::makeProviders);
    }

    /** {@code GET /models}: query parameters by name. */
    public Reply models(Map<String, String> query) {
        var given = new Parameters(query);
        return query.isEmpty() ? new Reply.Answered(models.get()) : reply(() -> {
            var shown = catalog.models().stream().filter(ModelFilter.of(catalog, given, clock.instant()));
            var sorted = ModelOrder.of(given).map(shown::sorted).orElse(shown).toList();
            given.choice("use_rss_chat_links", List.of("true", "false"));
            return given.choice("use_rss", List.of("true", "false")).filter("true"::equals)
                    .map(_ -> Feed.of(ModelPage.of(given).of(sorted)))
                    .orElseGet(() -> page(MODELS, sorted, given));
        });
    }

    /** {@code GET /models/user}: the models that this server can serve now. */
    public Reply usableModels(Map<String, String> query) {
        return part(USER, usable, query, this::isUsable);
    }

    /** {@code GET /models/user} for somebody whom not just any endpoint serves. */
    public Reply usableModels(Map<String, String> query, Predicate<Endpoint> serving) {
        return reply(() -> page(USER, catalog.models().stream().filter(model -> isServed(model, serving)).toList(),
                new Parameters(query)));
    }

    /** {@code GET /embeddings/models}. */
    public Reply embeddingModels(Map<String, String> query) {
        return part(EMBEDDINGS, embeddings, query, Model::embeds);
    }

    /** {@code GET /models/count}. */
    public Reply count(Map<String, String> query) {
        return reply(() -> json(out -> out.text("{\"data\":{\"count\":")
                .number(catalog.models().stream().filter(ModelFilter.outputs(new Parameters(query))).count())
                .text("}}")));
    }

    /** {@code GET /model/{author}/{slug}}: the model that a name means, with or without a variant. */
    public Reply model(String author, String slug) {
        return found(author, slug, model -> json(out -> {
            out.text("{\"data\":");
            Rows.model(model, out);
            out.write('}');
        }));
    }

    /** {@code GET /models/{author}/{slug}/endpoints}. */
    public Reply endpoints(String author, String slug) {
        return found(author, slug, model -> json(out -> {
            out.text("{\"data\":");
            Rows.endpoints(model, catalog, health, out);
            out.write('}');
        }));
    }

    /** {@code GET /providers}: every provider that is known, configured or not. */
    public Reply providers() {
        return new Reply.Answered(providers.get());
    }

    /** {@code GET /endpoints/zdr}: usable endpoints that somebody declared to keep nothing. */
    public Reply zdrEndpoints() {
        return new Reply.Answered(makeZdr());
    }

    private boolean isUsable(Model model) {
        return isServed(model, Endpoint::servable);
    }

    private boolean isServed(Model model, Predicate<Endpoint> serving) {
        if (model.choosesOthers()) {
            return catalog.models().stream().anyMatch(other -> other.writesText() && !other.choosesOthers()
                    && catalog.endpointsOf(other).stream().anyMatch(serving));
        }
        return catalog.endpointsOf(model).stream().anyMatch(serving);
    }

    private Reply part(String path, Lazy<Document> whole, Map<String, String> query, Predicate<Model> shown) {
        return query.isEmpty() ? new Reply.Answered(whole.get()) : reply(
                () -> page(path, catalog.models().stream().filter(shown).toList(), new Parameters(query)));
    }

    private Reply found(String author, String slug, Function<Model, Document> writer) {
        String name = author + '/' + slug;
        return switch (catalog.resolve(name)) {
            case Resolution.Found(Model model, _) -> new Reply.Answered(writer.apply(model));
            case Resolution.Ambiguous(List<String> matches) -> missing(name, matches);
            case Resolution.Unknown(List<String> near) -> missing(name, near);
        };
    }

    private static Reply missing(String name, List<String> near) {
        String shown = name.length() <= 200 ? name : name.substring(0, 200) + "...";
        return new Reply.Refused(Problem.of(ErrorType.NOT_FOUND, "There is no model \"" + shown + "\"."
                + (near.isEmpty() ? "" : " Did you mean " + String.join(", ", near) + "?")));
    }

    private Document page(String path, List<Model> all, Parameters given) {
        var page = ModelPage.of(given);
        List<Model> shown = page.of(all);
        Map<String, byte[]> ready = rows.get();
        return json(out -> {
            out.text("{\"object\":\"list\",\"data\":[");
            for (int i = 0; i < shown.size(); i++) {
                out.text(i == 0 ? "" : ",").write(ready.getOrDefault(shown.get(i).id(), new byte[0]));
            }
            out.text("],\"total_count\":").number(all.size()).text(",\"links\":{\"next\":");
            page.next(path, given, all.size()).ifPresentOrElse(out::string, () -> out.text("null"));
            out.text("}}");
        });
    }

    private Map<String, byte[]> makeRows() {
        var made = HashMap.<String, byte[]>newHashMap(catalog.models().size());
        var out = new ByteSink(4096);
        for (Model model : catalog.models()) {
            out.clear();
            Rows.model(model, out);
            made.put(model.id(), out.toBytes());
        }
        return made;
    }

    private Document makeProviders() {
        return json(out -> {
            out.text("{\"data\":[");
            boolean first = true;
            for (Upstream upstream : catalog.upstreams()) {
                out.text(first ? "{" : ",{").name(true, "name").string(upstream.vendor().name());
                out.name(false, "slug").string(upstream.slug());
                for (String undeclared : List.of("privacy_policy_url", "terms_of_service_url", "status_page_url",
                        "headquarters", "datacenters")) {
                    out.name(false, undeclared).text("null");
                }
                out.write('}');
                first = false;
            }
            out.text("]}");
        });
    }

    private Document makeZdr() {
        return json(out -> {
            out.text("{\"data\":[");
            int start = out.size();
            for (Model model : catalog.models()) {
                for (Endpoint endpoint : model.aliasTarget().isPresent() ? List.<Endpoint>of()
                        : catalog.endpointsOf(model)) {
                    if (endpoint.servable() && endpoint.declared().zdr().orElse(false)) {
                        out.text(out.size() == start ? "" : ",");
                        Rows.endpoint(endpoint, model, health, out);
                    }
                }
            }
            out.text("]}");
        });
    }

    /** A document that is kept, and therefore worth compressing at once. */
    private static Lazy<Document> ready(Supplier<Document> maker) {
        return new Lazy<>(() -> {
            Document made = maker.get();
            made.gzip();
            return made;
        });
    }

    private static Document json(Consumer<ByteSink> writer) {
        var out = new ByteSink(8192);
        writer.accept(out);
        return new Document(out.toBytes(), Document.JSON);
    }

    private static Reply reply(Supplier<Document> answer) {
        try {
            return new Reply.Answered(answer.get());
        } catch (Rejected refused) {
            return new Reply.Refused(refused.problem());
        }
    }
}

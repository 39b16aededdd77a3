package dev.interline.admin.api;

import static dev.interline.admin.api.Role.MANAGEMENT;

import dev.interline.bytes.Json;
import dev.interline.catalog.Catalog;
import dev.interline.catalog.Upstream;
import dev.interline.config.Nearest;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.identity.ProviderKey;
import dev.interline.identity.ProviderKeyRequest;
import dev.interline.identity.ProviderKeyRequest.Place;
import dev.interline.identity.ProviderKeySettings;
import dev.interline.identity.ProviderKeys;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /byok}: the keys of an account's own at providers (OpenRouter: bring your own key). */
public final class ByokRoutes {
    private static final int MOST_NAMES = 100;

    private final ProviderKeys keys;
    private final Supplier<Catalog> catalog;

    /** @param catalog the catalog of the moment, which knows what providers and models there are */
    public ByokRoutes(ProviderKeys keys, Supplier<Catalog> catalog) {
        this.keys = keys;
        this.catalog = catalog;
    }

    public List<Route> routes() {
        return List.of(Route.get("byok", MANAGEMENT, this::list), Route.post("byok", MANAGEMENT, this::create),
                Route.get("byok/{id}", MANAGEMENT, this::get), Route.patch("byok/{id}", MANAGEMENT, this::change),
                Route.delete("byok/{id}", MANAGEMENT, this::delete));
    }

    /** Those of one workspace, with those of all workspaces. */
    private Answer list(Call call) {
        var paging = Paging.of(call);
        var provider = call.query("provider");
        return paging.answer(keys.list(call.account(), call.query("workspace_id")).stream()
                .filter(key -> provider.isEmpty() || key.provider().equals(provider.get())).toList(), ByokJson::of);
    }

    private Answer create(Call call) {
        var input = call.input();
        var provider = provider(input.text("provider"));
        var secret = input.text("key").strip();
        // Only a null that is there means all workspaces.
        boolean named = input.has("workspace_id");
        var workspace = input.optionalText("workspace_id");
        var place = named && workspace.isEmpty() ? new Place.Everywhere() : new Place.Workspace(workspace);
        var request = new ProviderKeyRequest(call.account(), provider, place, input.number("sort_order", 0,
                Integer.MAX_VALUE), settings(input, ProviderKeySettings.USUAL));
        ByokJson.refuseWhatIsNotDone(input);
        input.done();
        return Answer.created(Json.mapper().createObjectNode()
                .set("data", ByokJson.of(keys.create(request, secret, call.actor()))));
    }

    private Answer get(Call call) {
        return Answer.data(ByokJson.of(found(call)));
    }

    private Answer change(Call call) {
        var known = found(call);
        var input = call.input();
        var secret = input.has("key") ? Optional.of(input.text("key").strip()) : Optional.<String>empty();
        ByokJson.refuseWhatIsNotDone(input);
        // Once before anything is done, so that what is wrong is told before what is there is looked at.
        settings(input, ProviderKeySettings.USUAL);
        input.done();
        return Answer.data(ByokJson.of(keys.change(known, before -> settings(input, before), secret, call.actor())));
    }

    private Answer delete(Call call) {
        keys.delete(call.account(), call.path("id"), call.actor());
        return Answer.deleted();
    }

    private ProviderKey found(Call call) {
        return keys.get(call.account(), call.path("id"));
    }

    /** What is said; what is not said stays, and null clears a list. */
    private ProviderKeySettings settings(Input input, ProviderKeySettings before) {
        return new ProviderKeySettings(
                input.has("name") ? input.optionalText("name") : before.name(),
                input.flag("disabled").orElse(before.disabled()),
                input.flag("is_fallback").orElse(before.fallback()),
                input.number("sort_order", 0, Integer.MAX_VALUE).orElse(before.sortOrder()),
                list(input, "allowed_models", 0, before.models()).map(this::models),
                list(input, "allowed_api_key_hashes", 1, before.keyHashes()),
                list(input, "allowed_user_ids", 0, before.members()));
    }

    private static Optional<List<String>> list(Input input, String name, int least, Optional<List<String>> before) {
        if (!input.has(name)) {
            return before;
        }
        return input.isNull(name) ? Optional.empty() : Optional.of(input.texts(name, least, MOST_NAMES));
    }

    /** A provider that can be opened with a key, by its slug alone. */
    private String provider(String slug) {
        var known = catalog.get().upstreams().stream().filter(upstream -> !upstream.standIn()).toList();
        var found = known.stream().filter(upstream -> upstream.slug().equals(slug)).findFirst();
        if (found.isEmpty()) {
            throw invalid("provider: there is no provider \"" + slug + "\"" + near(slug, known)
                    + "; GET /providers tells which there are");
        }
        if (!found.get().takesKeys()) {
            throw invalid("provider: this gateway does not speak to " + slug
                    + " yet, so that a key for it would never be used");
        }
        return slug;
    }

    private String near(String slug, List<Upstream> known) {
        return catalog.get().upstreamsNamed(slug).stream().map(Upstream::slug).findFirst()
                .or(() -> Nearest.of(slug, known.stream().map(Upstream::slug).toList()))
                .map(near -> "; did you mean " + near + "?").orElse("");
    }

    /** Their ids, whatever they were called: that is what requests are compared by. */
    private List<String> models(List<String> names) {
        return names.stream().map(this::model).toList();
    }

    private String model(String name) {
        if (name.startsWith("~")) {
            throw invalid("allowed_models: " + name + " stands for another model every now and then; name the model");
        }
        return CatalogNames.model(catalog.get(), name).id();
    }

    private static Rejected invalid(String message) {
        return new Rejected(Problem.invalid(message));
    }
}

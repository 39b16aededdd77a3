package dev.interline.admin.api;

import static dev.interline.admin.api.Role.MANAGEMENT;

import dev.interline.bytes.Json;
import dev.interline.catalog.Catalog;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.identity.ApiKey;
import dev.interline.identity.ApiKeys;
import dev.interline.identity.KeyRequest;
import dev.interline.identity.KeySettings;
import dev.interline.identity.Restrictions;
import dev.interline.ledger.Ledger;
import dev.interline.ledger.Period;
import java.util.List;
import java.util.function.Supplier;

/** {@code /keys}: the inference keys of an account (OpenRouter: API keys). Management keys are the command line's. */
public final class KeyRoutes {
    private final ApiKeys keys;
    private final Ledger ledger;
    private final Supplier<Catalog> catalog;

    /** @param catalog the catalog of the moment, which knows what providers and models there are */
    public KeyRoutes(ApiKeys keys, Ledger ledger, Supplier<Catalog> catalog) {
        this.keys = keys;
        this.ledger = ledger;
        this.catalog = catalog;
    }

    public List<Route> routes() {
        return List.of(Route.get("keys", MANAGEMENT, this::list), Route.post("keys", MANAGEMENT, this::create),
                Route.get("keys/{hash}", MANAGEMENT, this::get), Route.patch("keys/{hash}", MANAGEMENT, this::change),
                Route.delete("keys/{hash}", MANAGEMENT, this::delete));
    }

    /** The newest first, a hundred at a time. */
    private Answer list(Call call) {
        boolean disabledToo = call.query("include_disabled").filter("true"::equals).isPresent();
        int offset = Paging.number(call, "offset", 0, 0, Integer.MAX_VALUE);
        var found = keys.list(call.account(), call.query("workspace_id")).reversed().stream()
                .filter(key -> !key.management() && (disabledToo || !key.disabled())).toList();
        var rows = Json.mapper().createArrayNode();
        new Paging(offset, Paging.MOST).of(found).forEach(key -> rows.add(KeyJson.row(key, ledger)));
        return Answer.data(rows);
    }

    private Answer create(Call call) {
        var input = call.input();
        var settings = settings(input, KeySettings.named(input.text("name")));
        var request = KeyRequest.of(call.account(), settings.name()).by(input.optionalText("creator_user_id"))
                .expiring(input.time("expires_at")).in(input.optionalText("workspace_id")).with(settings);
        input.done();
        var made = keys.create(request, call.actor());
        var answer = Json.mapper().createObjectNode();
        answer.set("data", KeyJson.row(made.key(), ledger));
        return Answer.created(answer.put("key", made.secret()));
    }

    private Answer get(Call call) {
        return Answer.data(KeyJson.row(find(call), ledger));
    }

    private Answer change(Call call) {
        var hash = find(call).hash();
        var input = call.input();
        // Once before anything is done, so that what is wrong is told before what is there is looked at.
        edited(input, KeySettings.named("any"));
        input.done();
        return Answer.data(KeyJson.row(keys.change(hash, before -> edited(input, before), call.actor()), ledger));
    }

    private KeySettings edited(Input input, KeySettings before) {
        var after = settings(input, before);
        after = input.has("name") ? after.withName(input.text("name")) : after;
        return after.withDisabled(input.flag("disabled").orElse(before.disabled()));
    }

    /** What is said of the limit and the restrictions; what is not said stays. */
    private KeySettings settings(Input input, KeySettings before) {
        var limit = before.limit();
        if (input.has("limit")) {
            limit = limit.withAmount(input.money("limit"));
        }
        if (input.has("limit_reset")) {
            limit = limit.withPeriod(input.word("limit_reset", Intervals.RESETS).orElse(Period.EVER));
        }
        limit = limit.withByok(input.flag("include_byok_in_limit").orElse(limit.countsByok()));
        return before.withLimit(limit).withRestrictions(restrictions(input, before.restrictions()));
    }

    private Restrictions restrictions(Input input, Restrictions before) {
        return new Restrictions(
                input.has("allowed_models") ? CatalogNames.models(catalog.get(), input.names("allowed_models"))
                        : before.models(),
                input.has("allowed_providers")
                        ? CatalogNames.providers(catalog.get(), input.names("allowed_providers"))
                        : before.providers(),
                input.has("allowed_data_regions") ? regions(input.names("allowed_data_regions")) : before.regions(),
                input.has("requests_per_minute") ? input.number("requests_per_minute", 1, Integer.MAX_VALUE)
                        : before.requestsPerMinute(),
                input.has("weight") ? input.number("weight", 1, Restrictions.MOST_WEIGHT)
                        .orElse(Restrictions.PLAIN_WEIGHT) : before.weight());
    }

    /** OpenRouter's word for no region in particular means any. */
    private static List<String> regions(List<String> names) {
        return names.contains(KeyJson.ANYWHERE) ? List.of() : names;
    }

    private Answer delete(Call call) {
        keys.delete(find(call).hash(), call.actor());
        return Answer.deleted();
    }

    private ApiKey find(Call call) {
        return keys.find(call.path("hash"))
                .filter(key -> key.account().equals(call.account()) && !key.management())
                .orElseThrow(() -> new Rejected(Problem.of(ErrorType.NOT_FOUND,
                        "This account has no API key with the hash " + call.path("hash"))));
    }
}

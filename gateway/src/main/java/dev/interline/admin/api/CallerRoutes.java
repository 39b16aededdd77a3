package dev.interline.admin.api;

import static dev.interline.admin.api.Role.KEY;

import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.generations.Generations;
import dev.interline.generations.Page;
import dev.interline.identity.ApiKey;
import dev.interline.identity.ApiKeys;
import dev.interline.ledger.Ledger;
import java.util.List;

/** {@code /key} and {@code /generation}: what the holder of a key may read about it and about its account's generations. */
public final class CallerRoutes {
    private final ApiKeys keys;
    private final Ledger ledger;
    private final Generations generations;

    public CallerRoutes(ApiKeys keys, Ledger ledger, Generations generations) {
        this.keys = keys;
        this.ledger = ledger;
        this.generations = generations;
    }

    public List<Route> routes() {
        return List.of(Route.get("key", KEY, call -> Answer.data(KeyJson.own(key(call), ledger))),
                Route.get("auth/key", KEY, call -> Answer.data(KeyJson.ownWithWhatIsLeft(key(call), ledger))),
                Route.get("generation", KEY, this::generation));
    }

    private ApiKey key(Call call) {
        return keys.find(call.caller().keyHash()).orElseThrow(
                () -> new Rejected(Problem.of(ErrorType.AUTHENTICATION, "Invalid API key")));
    }

    /** One with {@code id}; without, the account's newest of the last 30 days. */
    private Answer generation(Call call) {
        return call.query("id").map(id -> Answer.data(GenerationJson.one(generations.find(call.account(), id)
                .orElseThrow(() -> new Rejected(
                        Problem.of(ErrorType.NOT_FOUND, "Generation " + id + " not found"))))))
                .orElseGet(() -> Answer.ok(GenerationJson.list(generations.list(call.account(),
                        new Page(Paging.number(call, "offset", 0, 0, Integer.MAX_VALUE),
                                Paging.number(call, "limit", Page.MAX_LIMIT, 1, Page.MAX_LIMIT))))));
    }
}

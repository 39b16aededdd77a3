package dev.interline.admin;

import dev.interline.bytes.Json;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.generations.Generations;
import dev.interline.generations.Page;
import dev.interline.identity.Caller;
import dev.interline.identity.Identity;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a caller may read about its key and its generations: whole JSON bodies, UTF-8. */
public final class CallerAnswers {
    private final Identity identity;
    private final Generations generations;

    public CallerAnswers(Identity identity, Generations generations) {
        this.identity = identity;
        this.generations = generations;
    }

    /** {@code GET /key}: the key's own limits, null where it has none. */
    public byte[] key(Caller caller) {
        return data(KeyJson.own(caller, generations.spending(caller.keyHash()), Optional.empty(), Optional.empty()));
    }

    /**
     * {@code GET /auth/key}: as {@link #key}, but with numbers whenever anything bounds the caller, its account included,
     * so that {@code limit - usage} is what is left.
     */
    public byte[] authKey(Caller caller) {
        var spending = generations.spending(caller.keyHash());
        var remaining = identity.accounts().get(caller.account()).remaining();
        var limit = remaining.map(money -> money.plus(spending.ever().charged()));
        return data(KeyJson.own(caller, spending, limit, remaining));
    }

    /**
     * {@code GET /generation?id=}.
     *
     * @throws Rejected with 404 if the caller's account has no such generation
     */
    public byte[] generation(Caller caller, String id) {
        var generation = generations.find(caller.account(), id).orElseThrow(() -> new Rejected(
                Problem.of(ErrorType.NOT_FOUND, "Generation " + id + " not found")));
        return data(GenerationJson.one(generation));
    }

    /**
     * {@code GET /generation} without an id: the account's newest of the last 30 days.
     *
     * @param offset how many to skip, as the query says it
     * @param limit how many at most, as the query says it
     * @throws Rejected with 400 if these are no such numbers
     */
    public byte[] generations(Caller caller, Optional<String> offset, Optional<String> limit) {
        var list = generations.list(caller.account(), page(offset, limit));
        return Json.mapper().writeValueAsBytes(GenerationJson.list(list));
    }

    private static Page page(Optional<String> offset, Optional<String> limit) {
        try {
            return new Page(offset.map(Integer::parseInt).orElse(0),
                    limit.map(Integer::parseInt).orElse(Page.MAX_LIMIT));
        } catch (IllegalArgumentException e) {
            throw new Rejected(Problem.invalid("offset must be a whole number from 0 and limit one from 1 to "
                    + Page.MAX_LIMIT));
        }
    }

    private static byte[] data(JsonNode data) {
        return Json.mapper().writeValueAsBytes(Json.mapper().createObjectNode().set("data", data));
    }
}

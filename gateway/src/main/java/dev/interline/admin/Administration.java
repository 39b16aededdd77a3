package dev.interline.admin;

import dev.interline.bytes.Json;
import dev.interline.exchange.Rejected;
import dev.interline.generations.Generations;
import dev.interline.generations.KeySpending;
import dev.interline.identity.Account;
import dev.interline.identity.Actor;
import dev.interline.identity.ApiKey;
import dev.interline.identity.Identity;
import dev.interline.identity.KeyRequest;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Carries out what administrators want, and answers in JSON. */
public final class Administration {
    private final Identity identity;
    private final Generations generations;

    public Administration(Identity identity, Generations generations) {
        this.identity = identity;
        this.generations = generations;
    }

    /**
     * Does it; when this returns it is durable and the data plane sees it.
     *
     * @throws Rejected if it cannot be done, with the reason
     */
    public JsonNode perform(Request request, Actor by) {
        return switch (request) {
            case Request.CreateAccount(var name, var credits) ->
                data(AccountJson.of(identity.accounts().create(name, credits, by)));
            case Request.ListAccounts() -> listAccounts();
            case Request.CreditAccount(var account, var amount) ->
                data(AccountJson.of(identity.accounts().credit(account, amount, "", by)));
            case Request.CreateKey create -> createKey(create, by);
            case Request.ListKeys() -> listKeys();
            case Request.DisableKey(var key) -> data(describe(disable(key, by)));
            case Request.DeleteKey(var key) ->
                deleted(identity.apiKeys().delete(identity.apiKeys().resolve(key).hash(), by));
        };
    }

    private JsonNode listAccounts() {
        var list = Json.mapper().createArrayNode();
        identity.accounts().list().forEach(account -> list.add(AccountJson.of(account)));
        return data(list);
    }

    private JsonNode createKey(Request.CreateKey create, Actor by) {
        var created = identity.apiKeys().create(
                KeyRequest.of(create.account(), create.name()).expiring(create.expiresAt()), by);
        var account = identity.accounts().get(created.key().account()).name();
        var answer = Json.mapper().createObjectNode();
        answer.set("data", KeyJson.row(created.key(), account, KeySpending.NOTHING));
        return answer.put("key", created.secret());
    }

    private JsonNode listKeys() {
        var spending = generations.spending();
        Map<String, String> names = identity.accounts().list().stream()
                .collect(Collectors.toMap(Account::id, Account::name));
        var list = Json.mapper().createArrayNode();
        identity.apiKeys().list()
                .forEach(key -> list.add(KeyJson.row(key, names.getOrDefault(key.account(), key.account()),
                        spending.getOrDefault(key.hash(), KeySpending.NOTHING))));
        return data(list);
    }

    private ApiKey disable(String which, Actor by) {
        return identity.apiKeys().change(identity.apiKeys().resolve(which).hash(),
                settings -> settings.withDisabled(true), by);
    }

    private JsonNode describe(ApiKey key) {
        return KeyJson.row(key, identity.accounts().get(key.account()).name(), generations.spending(key.hash()));
    }

    private static JsonNode deleted(ApiKey key) {
        var answer = Json.mapper().createObjectNode();
        answer.putObject("data").put("hash", key.hash()).put("label", key.label()).put("name", key.name());
        return answer.put("deleted", true);
    }

    private static JsonNode data(JsonNode data) {
        return Json.mapper().createObjectNode().set("data", data);
    }
}

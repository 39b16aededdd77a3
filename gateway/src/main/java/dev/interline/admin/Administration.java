package dev.interline.admin;

import dev.interline.admin.api.AccountJson;
import dev.interline.admin.api.KeyJson;
import dev.interline.bytes.Json;
import dev.interline.exchange.Rejected;
import dev.interline.identity.Account;
import dev.interline.identity.Actor;
import dev.interline.identity.ApiKey;
import dev.interline.identity.Identity;
import dev.interline.identity.KeyRequest;
import dev.interline.ledger.Ledger;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Carries out what administrators want, and answers in JSON. */
public final class Administration {
    private final Identity identity;
    private final Ledger ledger;

    public Administration(Identity identity, Ledger ledger) {
        this.identity = identity;
        this.ledger = ledger;
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
            case Request.CreditAccount(var account, var amount, var note) ->
                data(AccountJson.of(identity.accounts().credit(account, amount, note, by)));
            case Request.CreateKey(var key) -> createKey(key, by);
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

    private JsonNode createKey(KeyRequest request, Actor by) {
        var created = identity.apiKeys().create(request, by);
        var account = identity.accounts().get(created.key().account()).name();
        var answer = Json.mapper().createObjectNode();
        answer.set("data", row(created.key(), account));
        return answer.put("key", created.secret());
    }

    private JsonNode listKeys() {
        Map<String, String> names = identity.accounts().list().stream()
                .collect(Collectors.toMap(Account::id, Account::name));
        var list = Json.mapper().createArrayNode();
        identity.apiKeys().list()
                .forEach(key -> list.add(row(key, names.getOrDefault(key.account(), key.account()))));
        return data(list);
    }

    private ApiKey disable(String which, Actor by) {
        return identity.apiKeys().change(identity.apiKeys().resolve(which).hash(),
                settings -> settings.withDisabled(true), by);
    }

    private JsonNode describe(ApiKey key) {
        return row(key, identity.accounts().get(key.account()).name());
    }

    /** A key of any account. */
    private JsonNode row(ApiKey key, String account) {
        return KeyJson.row(key, ledger).put("account", account).put("management", key.management());
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

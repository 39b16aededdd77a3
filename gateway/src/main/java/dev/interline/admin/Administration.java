package dev.interline.admin;

import dev.interline.admin.api.AccountJson;
import dev.interline.admin.api.CodeJson;
import dev.interline.admin.api.KeyJson;
import dev.interline.admin.api.WorkspaceRoutes;
import dev.interline.bytes.Json;
import dev.interline.exchange.Rejected;
import dev.interline.identity.Account;
import dev.interline.identity.Actor;
import dev.interline.identity.ApiKey;
import dev.interline.identity.Identity;
import dev.interline.identity.KeyRequest;
import dev.interline.ledger.Ledger;
import dev.interline.ledger.Verification;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Carries out what administrators want, and answers in JSON. */
public final class Administration {
    private final Identity identity;
    private final Ledger ledger;
    private final Supplier<Verification.Outcome> verification;
    private final Consumer<Path> backup;

    /**
     * Carries out what is asked of these.
     *
     * @param verification goes through the whole book
     * @param backup makes one in a new folder
     */
    public Administration(Identity identity, Ledger ledger, Supplier<Verification.Outcome> verification,
            Consumer<Path> backup) {
        this.identity = identity;
        this.ledger = ledger;
        this.verification = verification;
        this.backup = backup;
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
            case Request.ListAccounts() -> list(identity.accounts().list(), AccountJson::of);
            case Request.CreditAccount(var account, var amount, var note) ->
                data(AccountJson.of(identity.accounts().credit(account, amount, note, by)));
            case Request.CreateCode(var amount, var note, var expiresAt) -> {
                var made = identity.codes().create(amount, note, expiresAt, by);
                yield data(CodeJson.of(made.code()).put("code", made.secret()));
            }
            case Request.ListCodes() -> list(identity.codes().list(), CodeJson::of);
            case Request.Backup(var target) -> {
                backup.accept(target);
                yield data(Json.mapper().createObjectNode().put("folder", target.toString()));
            }
            case Request.VerifyLedger() -> verified(verification.get());
            case Request.AddMember(var account, var profile) ->
                data(WorkspaceRoutes.member(identity.members().add(account, profile, by)));
            case Request.ListMembers(var account) ->
                list(identity.members().list(identity.accounts().get(account).id()), WorkspaceRoutes::member);
            case Request.RemoveMember(var account, var id) ->
                data(WorkspaceRoutes.member(
                        identity.members().remove(identity.accounts().get(account).id(), id, by)));
            case Request.CreateKey(var key) -> createKey(key, by);
            case Request.ListKeys() -> listKeys();
            case Request.DisableKey(var key) -> data(describe(disable(key, by)));
            case Request.DeleteKey(var key) ->
                deleted(identity.apiKeys().delete(identity.apiKeys().resolve(key).hash(), by));
        };
    }

    private static JsonNode verified(Verification.Outcome outcome) {
        var data = Json.mapper().createObjectNode().put("entries", outcome.entries());
        outcome.faults().forEach(data.putArray("faults")::add);
        return data(data);
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
        return list(identity.apiKeys().list(), key -> row(key, names.getOrDefault(key.account(), key.account())));
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

    private static <T> JsonNode list(List<T> all, Function<T, JsonNode> json) {
        var list = Json.mapper().createArrayNode();
        all.forEach(each -> list.add(json.apply(each)));
        return data(list);
    }

    private static JsonNode data(JsonNode data) {
        return Json.mapper().createObjectNode().set("data", data);
    }
}

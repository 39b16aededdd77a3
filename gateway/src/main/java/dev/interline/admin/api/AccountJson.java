package dev.interline.admin.api;

import dev.interline.bytes.Json;
import dev.interline.identity.Account;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** An account as administrators see it. */
public final class AccountJson {
    private AccountJson() {}

    public static ObjectNode of(Account account) {
        var object = Json.mapper().createObjectNode();
        object.put("id", account.id()).put("name", account.name());
        Fields.money(object, "credits", account.credits());
        Fields.money(object, "usage", account.charged());
        Fields.money(object, "remaining", account.remaining());
        Fields.time(object, "created_at", Optional.of(account.createdAt()));
        return object;
    }
}

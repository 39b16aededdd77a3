package dev.interline.admin.api;

import dev.interline.bytes.Json;
import dev.interline.identity.CreditCode;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A code that is worth credits, as administrators see it; without itself. */
public final class CodeJson {
    private CodeJson() {}

    public static ObjectNode of(CreditCode code) {
        var object = Json.mapper().createObjectNode().put("hash", code.hash());
        Fields.money(object, "amount", code.amount());
        object.put("note", code.note());
        Fields.time(object, "created_at", Optional.of(code.createdAt()));
        Fields.time(object, "expires_at", code.expiresAt());
        Fields.time(object, "redeemed_at", code.redeemedAt());
        Fields.text(object, "redeemed_by", code.redeemedBy());
        return object;
    }
}

package dev.interline.admin;

import dev.interline.bytes.Json;
import dev.interline.exchange.Money;
import dev.interline.generations.KeySpending;
import dev.interline.identity.ApiKey;
import dev.interline.identity.Caller;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A key as the API tells it: to administrators as a row of a list, to its holder as {@code GET /key}. */
final class KeyJson {
    /** OpenRouter limits free models by day; we do not, but its clients want numbers. */
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private KeyJson() {}

    /** OpenRouter: a row of {@code GET /keys}, and the account's name. */
    static ObjectNode row(ApiKey key, String account, KeySpending spending) {
        var row = Json.mapper().createObjectNode();
        row.put("hash", key.hash()).put("name", key.name()).put("label", key.label());
        row.put("account", account).put("disabled", key.disabled());
        Fields.nulls(row, "limit", "limit_remaining", "limit_reset");
        row.put("include_byok_in_limit", false);
        spending(row, spending);
        Fields.time(row, "created_at", Optional.of(key.createdAt()));
        Fields.time(row, "updated_at", Optional.of(key.updatedAt()));
        Fields.time(row, "expires_at", key.expiresAt());
        Fields.text(row, "creator_user_id", key.creator());
        Fields.nulls(row, "workspace_id");
        return row;
    }

    /**
     * OpenRouter: {@code GET /key}.
     *
     * @param limit what the key may spend, as this form of the answer understands it
     * @param remaining what is left of that
     */
    static ObjectNode own(Caller caller, KeySpending spending, Optional<Money> limit, Optional<Money> remaining) {
        var key = Json.mapper().createObjectNode();
        key.put("label", caller.label());
        Fields.money(key, "limit", limit);
        Fields.money(key, "limit_remaining", remaining);
        Fields.nulls(key, "limit_reset");
        key.put("include_byok_in_limit", false);
        spending(key, spending);
        key.put("is_free_tier", false).put("is_management_key", false).put("is_provisioning_key", false);
        Fields.text(key, "creator_user_id", caller.creator());
        Fields.time(key, "expires_at", caller.expiresAt());
        key.putObject("rate_limit").put("requests", -1).put("interval", "10s")
                .put("note", "This field is deprecated and safe to ignore.");
        key.putArray("allowed_data_regions").add("global");
        key.putObject("free_model_daily_requests").put("limit", UNLIMITED).put("used", 0)
                .put("remaining", UNLIMITED);
        Fields.nulls(key, "organization_id", "workspace_id");
        return key;
    }

    private static void spending(ObjectNode object, KeySpending spending) {
        Fields.money(object, "usage", spending.ever().charged());
        Fields.money(object, "usage_daily", spending.today().charged());
        Fields.money(object, "usage_weekly", spending.week().charged());
        Fields.money(object, "usage_monthly", spending.month().charged());
        Fields.money(object, "byok_usage", spending.ever().byok());
        Fields.money(object, "byok_usage_daily", spending.today().byok());
        Fields.money(object, "byok_usage_weekly", spending.week().byok());
        Fields.money(object, "byok_usage_monthly", spending.month().byok());
    }
}

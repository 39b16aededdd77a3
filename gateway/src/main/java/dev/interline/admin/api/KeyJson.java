package dev.interline.admin.api;

import dev.interline.bytes.Json;
import dev.interline.exchange.Money;
import dev.interline.identity.ApiKey;
import dev.interline.identity.KeyLimit;
import dev.interline.identity.Restrictions;
import dev.interline.ledger.Ledger;
import dev.interline.ledger.Period;
import dev.interline.ledger.Spender;
import dev.interline.ledger.Spending;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A key as the API tells it: to administrators as a row of a list, to its holder as {@code GET /key}. */
public final class KeyJson {
    /** The region that is no region in particular. */
    static final String ANYWHERE = "global";
    /** OpenRouter limits free models by day; we do not, but its clients want numbers. */
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private KeyJson() {}

    /** OpenRouter: a row of {@code GET /keys}; and what the key is restricted to. */
    public static ObjectNode row(ApiKey key, Ledger ledger) {
        var spending = spending(key, ledger);
        var row = Json.mapper().createObjectNode();
        row.put("hash", key.hash()).put("name", key.name()).put("label", key.label()).put("disabled", key.disabled());
        limit(row, key.settings().limit(), spending);
        spending(row, spending);
        Fields.time(row, "created_at", Optional.of(key.createdAt()));
        Fields.time(row, "updated_at", Optional.of(key.updatedAt()));
        Fields.time(row, "expires_at", key.expiresAt());
        Fields.text(row, "creator_user_id", key.creator());
        row.put("workspace_id", key.workspace());
        restrictions(row, key.settings().restrictions());
        return row;
    }

    /** OpenRouter: {@code GET /key}. */
    static ObjectNode own(ApiKey key, Ledger ledger) {
        var spending = spending(key, ledger);
        var own = Json.mapper().createObjectNode();
        own.put("label", key.label());
        limit(own, key.settings().limit(), spending);
        spending(own, spending);
        own.put("is_free_tier", false).put("is_management_key", key.management())
                .put("is_provisioning_key", key.management());
        Fields.text(own, "creator_user_id", key.creator());
        Fields.time(own, "expires_at", key.expiresAt());
        own.putObject("rate_limit").put("requests", -1).put("interval", "10s")
                .put("note", "This field is deprecated and safe to ignore.");
        own.putObject("free_model_daily_requests").put("limit", UNLIMITED).put("used", 0)
                .put("remaining", UNLIMITED);
        Fields.nulls(own, "organization_id");
        own.put("workspace_id", key.workspace());
        restrictions(own, key.settings().restrictions());
        return own;
    }

    /**
     * The older {@code GET /auth/key}: as {@link #own}, but with numbers whenever anything bounds the key, its workspace
     * and account included, so that {@code limit - usage} is what is left.
     */
    static ObjectNode ownWithWhatIsLeft(ApiKey key, Ledger ledger) {
        var own = own(key, ledger);
        ledger.spender(key.hash()).flatMap(Spender::left).ifPresent(left -> {
            Fields.money(own, "limit", left.plus(spending(key, ledger).credits(Period.EVER)));
            Fields.money(own, "limit_remaining", left);
        });
        return own;
    }

    private static Spending spending(ApiKey key, Ledger ledger) {
        return ledger.spender(key.hash()).map(Spender::spent).orElse(Spending.NOTHING);
    }

    private static void limit(ObjectNode object, KeyLimit limit, Spending spending) {
        Fields.money(object, "limit", limit.amount());
        Fields.money(object, "limit_remaining", limit.amount().map(amount -> remaining(amount, limit, spending)));
        Fields.text(object, "limit_reset",
                Optional.of(limit.period()).filter(period -> period != Period.EVER).map(Intervals::word));
        object.put("include_byok_in_limit", limit.countsByok());
    }

    private static Money remaining(Money amount, KeyLimit limit, Spending spending) {
        var left = amount.minus(spending.credits(limit.period()))
                .minus(limit.countsByok() ? spending.own(limit.period()) : Money.ZERO);
        return left.compareTo(Money.ZERO) < 0 ? Money.ZERO : left;
    }

    private static void spending(ObjectNode object, Spending spending) {
        Fields.money(object, "usage", spending.credits(Period.EVER));
        Fields.money(object, "usage_daily", spending.credits(Period.DAY));
        Fields.money(object, "usage_weekly", spending.credits(Period.WEEK));
        Fields.money(object, "usage_monthly", spending.credits(Period.MONTH));
        Fields.money(object, "byok_usage", spending.own(Period.EVER));
        Fields.money(object, "byok_usage_daily", spending.own(Period.DAY));
        Fields.money(object, "byok_usage_weekly", spending.own(Period.WEEK));
        Fields.money(object, "byok_usage_monthly", spending.own(Period.MONTH));
    }

    private static void restrictions(ObjectNode object, Restrictions restrictions) {
        names(object, "allowed_models", restrictions.models());
        names(object, "allowed_providers", restrictions.providers());
        names(object, "allowed_data_regions",
                restrictions.regions().isEmpty() ? List.of(ANYWHERE) : restrictions.regions());
        restrictions.requestsPerMinute().ifPresentOrElse(most -> object.put("requests_per_minute", most),
                () -> object.putNull("requests_per_minute"));
        object.put("weight", restrictions.weight());
    }

    private static void names(ObjectNode object, String name, List<String> names) {
        if (names.isEmpty()) {
            object.putNull(name);
        } else {
            var array = object.putArray(name);
            names.forEach(array::add);
        }
    }
}

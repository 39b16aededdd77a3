package dev.interline.admin.api;

import dev.interline.bytes.Json;
import dev.interline.identity.Budget;
import dev.interline.identity.Member;
import dev.interline.identity.Membership;
import dev.interline.identity.Workspace;
import dev.interline.ledger.Period;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Workspaces, their members and their budgets as the API tells them. */
final class WorkspaceJson {
    private WorkspaceJson() {}

    static ObjectNode of(Workspace workspace) {
        var object = Json.mapper().createObjectNode();
        object.put("id", workspace.id()).put("name", workspace.settings().name()).put("slug", workspace.slug());
        Fields.text(object, "description", workspace.settings().description());
        Fields.text(object, "created_by", workspace.creator());
        Fields.time(object, "created_at", Optional.of(workspace.createdAt()));
        Fields.time(object, "updated_at", Optional.of(workspace.updatedAt()));
        object.put("include_byok_in_budgets", workspace.countsByok());
        // The guardrail of a workspace that has none configured goes by the workspace's own id.
        object.put("default_guardrail_id", workspace.id());
        notDone().forEach(object::set);
        return object;
    }

    /** Refuses settings of OpenRouter's that nothing here would obey, unless they say what is so anyway. */
    static void refuseWhatIsNotDone(Input input) {
        input.refuse(notDone());
    }

    private static Map<String, JsonNode> notDone() {
        var json = Json.mapper();
        var only = new LinkedHashMap<String, JsonNode>();
        only.put("default_text_model", json.nullNode());
        only.put("default_image_model", json.nullNode());
        only.put("default_provider_sort", json.nullNode());
        only.put("io_logging_api_key_ids", json.nullNode());
        only.put("io_logging_sampling_rate", json.getNodeFactory().numberNode(1));
        only.put("is_data_discount_logging_enabled", json.getNodeFactory().booleanNode(false));
        only.put("is_observability_broadcast_enabled", json.getNodeFactory().booleanNode(false));
        only.put("is_observability_io_logging_enabled", json.getNodeFactory().booleanNode(false));
        return only;
    }

    static ObjectNode membership(Membership place) {
        var object = Json.mapper().createObjectNode();
        object.put("id", place.id()).put("workspace_id", place.workspace()).put("user_id", place.member())
                .put("role", role(place.role()));
        Fields.time(object, "created_at", Optional.of(place.createdAt()));
        return object;
    }

    static String role(Member.Role role) {
        return switch (role) {
            case ADMIN -> "admin";
            case MEMBER -> "member";
        };
    }

    static ObjectNode budget(Budget budget) {
        var object = Json.mapper().createObjectNode();
        object.put("id", budget.id()).put("workspace_id", budget.workspace());
        Fields.money(object, "limit_usd", budget.amount());
        Fields.text(object, "reset_interval",
                Optional.of(budget.period()).filter(period -> period != Period.EVER).map(Intervals::word));
        Fields.time(object, "created_at", Optional.of(budget.createdAt()));
        Fields.time(object, "updated_at", Optional.of(budget.updatedAt()));
        return object;
    }
}

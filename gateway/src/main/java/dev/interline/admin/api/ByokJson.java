package dev.interline.admin.api;

import dev.interline.bytes.Json;
import dev.interline.identity.ProviderKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/** Provider keys as the API tells them: never the key itself. */
final class ByokJson {
    /** What OpenRouter's newest keys can be told, and nothing here would obey. */
    private static final Map<String, JsonNode> NOT_DONE = Map.of("is_required", BooleanNode.FALSE, "is_byok_only",
            BooleanNode.FALSE, "declared_zdr", BooleanNode.FALSE);

    private ByokJson() {}

    /** OpenRouter: BYOKKey. */
    static ObjectNode of(ProviderKey key) {
        var settings = key.settings();
        var object = Json.mapper().createObjectNode();
        object.put("id", key.id()).put("provider", key.provider()).put("label", key.label());
        Fields.text(object, "name", settings.name());
        object.put("disabled", settings.disabled()).put("is_fallback", settings.fallback())
                .put("sort_order", settings.sortOrder());
        list(object, "allowed_models", settings.models());
        list(object, "allowed_api_key_hashes", settings.keyHashes());
        list(object, "allowed_user_ids", settings.members());
        Fields.text(object, "workspace_id", key.workspace());
        Fields.time(object, "created_at", Optional.of(key.createdAt()));
        NOT_DONE.forEach(object::set);
        return object;
    }

    static void refuseWhatIsNotDone(Input input) {
        input.refuse(NOT_DONE);
    }

    private static void list(ObjectNode object, String name, Optional<List<String>> items) {
        if (items.isEmpty()) {
            object.putNull(name);
        } else {
            var array = object.putArray(name);
            items.get().forEach(array::add);
        }
    }
}

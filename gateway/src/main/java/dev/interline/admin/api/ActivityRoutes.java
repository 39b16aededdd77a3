package dev.interline.admin.api;

import static dev.interline.admin.api.Role.MANAGEMENT;

import dev.interline.bytes.Json;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.generations.activity.Activity;
import dev.interline.generations.activity.ActivityFilter;
import dev.interline.generations.activity.ActivityRow;
import dev.interline.identity.Workspace;
import dev.interline.identity.Workspaces;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** {@code /activity}: what models and providers did for an account, day by day (OpenRouter: activity). */
public final class ActivityRoutes {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Activity activity;
    private final Workspaces workspaces;

    public ActivityRoutes(Activity activity, Workspaces workspaces) {
        this.activity = activity;
        this.workspaces = workspaces;
    }

    public List<Route> routes() {
        return List.of(Route.get("activity", MANAGEMENT, this::list));
    }

    private Answer list(Call call) {
        var rows = Json.mapper().createArrayNode();
        activity.list(filter(call)).forEach(row -> rows.add(json(row)));
        return Answer.data(rows);
    }

    private ActivityFilter filter(Call call) {
        var hash = call.query("api_key_hash");
        if (hash.isPresent() && !HASH.matcher(hash.get()).matches()) {
            throw invalid("api_key_hash: expected the 64 hex digits that GET /keys calls hash");
        }
        var group = call.query("group_by");
        if (group.isPresent() && !group.get().equals("workspace")) {
            throw invalid("group_by: expected workspace, or nothing");
        }
        return new ActivityFilter(call.account(), call.query("date").map(ActivityRoutes::date), hash,
                call.query("user_id"),
                call.query("workspace_id").map(id -> workspaces.get(call.account(), id)).map(Workspace::id),
                group.isPresent());
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw invalid("date: expected a date such as 2027-12-31");
        }
    }

    private static Rejected invalid(String message) {
        return new Rejected(Problem.invalid(message));
    }

    private static ObjectNode json(ActivityRow row) {
        var object = Json.mapper().createObjectNode();
        object.put("date", row.day().toString()).put("model", row.model()).put("model_permaslug", row.model());
        object.put("endpoint_id", endpoint(row)).put("provider_name", row.provider());
        Fields.money(object, "usage", row.charged());
        Fields.money(object, "byok_usage_inference", row.own());
        object.put("requests", row.requests()).put("prompt_tokens", row.tokens().prompt())
                .put("completion_tokens", row.tokens().completion())
                .put("reasoning_tokens", row.tokens().reasoning());
        row.workspace().ifPresent(workspace -> object.put("workspace_id", workspace));
        return object;
    }

    /** Days are not kept apart by endpoint, so that the id is that of the model at the provider, the same every day. */
    private static String endpoint(ActivityRow row) {
        return UUID.nameUUIDFromBytes((row.model() + ' ' + row.provider()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}

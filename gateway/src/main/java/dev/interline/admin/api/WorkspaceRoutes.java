package dev.interline.admin.api;

import static dev.interline.admin.api.Role.MANAGEMENT;

import dev.interline.bytes.Json;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.identity.Budgets;
import dev.interline.identity.Member;
import dev.interline.identity.Members;
import dev.interline.identity.Workspace;
import dev.interline.identity.WorkspaceSettings;
import dev.interline.identity.Workspaces;
import dev.interline.ledger.Period;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /workspaces}, with their members and budgets, and {@code /organization/members} (OpenRouter: workspaces,
 * organization). An id in a path may be a slug.
 */
public final class WorkspaceRoutes {
    private static final int MOST_MEMBERS = 100;

    private final Workspaces workspaces;
    private final Budgets budgets;
    private final Members members;

    public WorkspaceRoutes(Workspaces workspaces, Budgets budgets, Members members) {
        this.workspaces = workspaces;
        this.budgets = budgets;
        this.members = members;
    }

    public List<Route> routes() {
        return List.of(Route.get("workspaces", MANAGEMENT, this::list),
                Route.post("workspaces", MANAGEMENT, this::create),
                Route.get("workspaces/{id}", MANAGEMENT, this::get),
                Route.patch("workspaces/{id}", MANAGEMENT, this::change),
                Route.delete("workspaces/{id}", MANAGEMENT, this::delete),
                Route.get("workspaces/{id}/members", MANAGEMENT, this::members),
                Route.post("workspaces/{id}/members/add", MANAGEMENT, this::addMembers),
                Route.post("workspaces/{id}/members/remove", MANAGEMENT, this::removeMembers),
                Route.get("workspaces/{id}/budgets", MANAGEMENT, this::budgets),
                Route.get("workspaces/{id}/budgets/{interval}", MANAGEMENT, this::budget),
                Route.put("workspaces/{id}/budgets/{interval}", MANAGEMENT, this::setBudget),
                Route.delete("workspaces/{id}/budgets/{interval}", MANAGEMENT, this::removeBudget),
                Route.get("organization/members", MANAGEMENT, this::organization));
    }

    private Answer list(Call call) {
        return Paging.of(call).answer(workspaces.list(call.account()), WorkspaceJson::of);
    }

    private Answer create(Call call) {
        var input = call.input();
        var settings = new WorkspaceSettings(input.text("name"), input.text("slug"), input.optionalText("description"));
        WorkspaceJson.refuseWhatIsNotDone(input);
        input.done();
        return Answer.created(data(WorkspaceJson.of(
                workspaces.create(call.account(), settings, call.caller().creator(), call.actor()))));
    }

    private Answer get(Call call) {
        return Answer.data(WorkspaceJson.of(found(call)));
    }

    private Answer change(Call call) {
        var input = call.input();
        var name = input.has("name") ? Optional.of(input.text("name")) : Optional.<String>empty();
        var slug = input.has("slug") ? Optional.of(input.text("slug")) : Optional.<String>empty();
        boolean described = input.has("description");
        var description = input.optionalText("description");
        WorkspaceJson.refuseWhatIsNotDone(input);
        input.done();
        return Answer.data(WorkspaceJson.of(workspaces.change(call.account(), call.path("id"),
                before -> new WorkspaceSettings(name.orElse(before.name()), slug.orElse(before.slug()),
                        described ? description : before.description()),
                call.actor())));
    }

    private Answer delete(Call call) {
        workspaces.delete(call.account(), call.path("id"), call.actor());
        return Answer.deleted();
    }

    private Workspace found(Call call) {
        return workspaces.get(call.account(), call.path("id"));
    }

    private Answer members(Call call) {
        return Paging.of(call).answer(members.in(call.account(), call.path("id")), WorkspaceJson::membership);
    }

    private Answer addMembers(Call call) {
        var added = members.addTo(call.account(), call.path("id"), userIds(call), call.actor());
        var answer = Json.mapper().createObjectNode().put("added_count", added.size());
        var rows = answer.putArray("data");
        added.forEach(each -> rows.add(WorkspaceJson.membership(each)));
        return Answer.ok(answer);
    }

    private Answer removeMembers(Call call) {
        int removed = members.removeFrom(call.account(), call.path("id"), userIds(call), call.actor());
        return Answer.ok(Json.mapper().createObjectNode().put("removed_count", removed));
    }

    private static List<String> userIds(Call call) {
        var input = call.input();
        var ids = input.texts("user_ids", 1, MOST_MEMBERS);
        input.done();
        return ids;
    }

    private Answer budgets(Call call) {
        var plan = budgets.of(call.account(), call.path("id"));
        var answer = Json.mapper().createObjectNode();
        var rows = answer.putArray("data");
        plan.budgets().forEach(budget -> rows.add(WorkspaceJson.budget(budget)));
        return Answer.ok(counting(answer, plan));
    }

    private Answer budget(Call call) {
        var period = period(call);
        return one(budgets.of(call.account(), call.path("id")), period);
    }

    private Answer setBudget(Call call) {
        var period = period(call);
        var input = call.input();
        var amount = input.requiredMoney("limit_usd");
        var countsByok = input.flag("include_byok_in_budgets");
        input.done();
        return one(budgets.set(call.account(), call.path("id"), period, amount, countsByok, call.actor()), period);
    }

    private Answer removeBudget(Call call) {
        budgets.remove(call.account(), call.path("id"), period(call), call.actor());
        return Answer.deleted();
    }

    private static Period period(Call call) {
        return Optional.ofNullable(Intervals.all().get(call.path("interval")))
                .orElseThrow(() -> new Rejected(Problem.of(ErrorType.NOT_FOUND, "There is no budget interval \""
                        + call.path("interval") + "\"; there are " + String.join(", ", Intervals.all().keySet()))));
    }

    private static Answer one(Budgets.Plan plan, Period period) {
        return Answer.ok(counting(data(WorkspaceJson.budget(plan.get(period))), plan));
    }

    private static ObjectNode counting(ObjectNode answer, Budgets.Plan plan) {
        return answer.put("include_byok_in_budgets", plan.workspace().countsByok());
    }

    private static ObjectNode data(ObjectNode data) {
        return Json.mapper().createObjectNode().set("data", data);
    }

    private Answer organization(Call call) {
        return Paging.of(call).answer(members.list(call.account()), WorkspaceRoutes::member);
    }

    /** OpenRouter: a row of {@code GET /organization/members}. */
    public static ObjectNode member(Member member) {
        var object = Json.mapper().createObjectNode();
        object.put("id", member.id()).put("email", member.profile().email());
        Fields.text(object, "first_name", member.profile().firstName());
        Fields.text(object, "last_name", member.profile().lastName());
        return object.put("role", "org:" + WorkspaceJson.role(member.profile().role()));
    }
}

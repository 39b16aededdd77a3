package dev.interline.identity;

import dev.interline.exchange.Money;
import dev.interline.ledger.Limit;
import dev.interline.ledger.Period;
import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What workspaces may spend in each period. The longer the period, the more. */
public final class Budgets {
    private final Changes changes;
    private final Ids ids;

    Budgets(Changes changes, Ids ids) {
        this.changes = changes;
        this.ids = ids;
    }

    /** A workspace and its budgets, the shortest period first. */
    public record Plan(Workspace workspace, List<Budget> budgets) {
        /** @throws dev.interline.exchange.Rejected if there is no budget for this period */
        public Budget get(Period period) {
            return budgets.stream().filter(budget -> budget.period() == period).findFirst()
                    .orElseThrow(() -> Refusal.notFound(
                            "workspace " + workspace.slug() + " has no budget for this interval"));
        }

        private List<Limit> limits() {
            return budgets.stream().map(budget -> budget.limit(workspace.countsByok())).toList();
        }
    }

    /** @throws dev.interline.exchange.Rejected if the account has no such workspace */
    public Plan of(String account, String workspace) {
        return changes.read(sql -> plan(sql, WorkspaceStore.get(sql, account, workspace)));
    }

    /**
     * Sets the budget of a period.
     *
     * @param countsByok whether own accounts at providers count, into all budgets of the workspace; empty: as it was
     */
    public Plan set(String account, String workspace, Period period, Money amount, Optional<Boolean> countsByok,
            Actor by) {
        Rules.positive("a budget", amount);
        return change(account, workspace, by, (sql, now, plan) -> {
            for (var other : plan.budgets()) {
                checkOrder(period, amount, other);
            }
            var before = plan.budgets().stream().filter(budget -> budget.period() == period).findFirst();
            WorkspaceStore.put(sql, new Budget(before.map(Budget::id).orElseGet(ids::uuid), plan.workspace().id(),
                    period, amount, before.map(Budget::createdAt).orElse(now), now));
            if (countsByok.isPresent()) {
                WorkspaceStore.update(sql, plan.workspace().counting(countsByok.get(), now));
            }
            return "budget.set " + Words.of(period) + " " + amount;
        });
    }

    /** Removes the budget of a period. */
    public void remove(String account, String workspace, Period period, Actor by) {
        change(account, workspace, by, (sql, _, plan) -> {
            WorkspaceStore.delete(sql, plan.get(period));
            return "budget.remove " + Words.of(period);
        });
    }

    private interface Edit {
        /** @return what was done, for the audit */
        String run(Sql sql, Instant now, Plan plan) throws SQLException;
    }

    private Plan change(String account, String workspace, Actor by, Edit edit) {
        return changes.make((sql, now) -> {
            var found = WorkspaceStore.get(sql, account, workspace);
            var done = edit.run(sql, now, plan(sql, found));
            Workspaces.audit(sql, now, by, done, found);
            return plan(sql, WorkspaceStore.get(sql, account, found.id()));
        }, plan -> changes.ledger().workspace(account, plan.workspace().id(), plan.limits()));
    }

    private static Plan plan(Sql sql, Workspace workspace) throws SQLException {
        return new Plan(workspace, WorkspaceStore.budgets(sql, workspace.id()));
    }

    /** OpenRouter: lifetime > monthly > weekly > daily. */
    private static void checkOrder(Period period, Money amount, Budget other) {
        int longer = period.compareTo(other.period());
        if (longer != 0 && Integer.signum(amount.compareTo(other.amount())) != Integer.signum(longer)) {
            throw Refusal.invalid("the longer a budget's interval, the more it must be: lifetime > monthly > weekly >"
                    + " daily; " + amount + " does not fit the other one of " + other.amount());
        }
    }
}

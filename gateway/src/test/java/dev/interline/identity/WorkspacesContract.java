package dev.interline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Money;
import dev.interline.ledger.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What workspaces, their budgets and members do on every database. */
abstract class WorkspacesContract extends IdentityContract {
    private static final WorkspaceSettings TEAM =
            new WorkspaceSettings("Team", "team", Optional.of("builds things"));

    private Workspaces workspaces() {
        return identity().workspaces();
    }

    private Workspace team() {
        return workspaces().create(account(), TEAM, Optional.empty(), ADMIN);
    }

    private Member member(String email) {
        return identity().members().add(Account.DEFAULT, profile(email, Optional.empty()), ADMIN);
    }

    private static Member.Profile profile(String email, Optional<String> subject) {
        return new Member.Profile(email, Optional.of("Jane"), Optional.of("Doe"), Member.Role.MEMBER, subject);
    }

    private Budgets.Plan budget(Period period, long nanos) {
        return identity().budgets().set(account(), "team", period, new Money(nanos), Optional.empty(), ADMIN);
    }

    @Test
    void areMadeChangedAndDeleted() {
        var made = team();
        assertThat(made.id()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(workspaces().list(account())).extracting(Workspace::slug).containsExactly("default", "team");
        assertThat(workspaces().get(account(), "team")).isEqualTo(made)
                .isEqualTo(workspaces().get(account(), made.id()));
        clockShows(START.plusSeconds(1));
        workspaces().change(account(), "team", before -> new WorkspaceSettings(before.name(), "crew",
                Optional.empty()), ADMIN);
        restart();
        var changed = workspaces().get(account(), "crew");
        assertThat(changed.settings()).isEqualTo(new WorkspaceSettings("Team", "crew", Optional.empty()));
        assertThat(changed.updatedAt()).isEqualTo(START.plusSeconds(1));
        workspaces().delete(account(), "crew", ADMIN);
        refuses(404, "crew", () -> workspaces().get(account(), "crew"));
        assertThat(audit()).extracting(AuditEntry::action).containsExactly("account.create", "workspace.create",
                "workspace.change", "workspace.delete");
    }

    @Test
    void refuseWhatMakesNoSense() {
        team();
        refuses(400, "exists already", this::team);
        refuses(400, "exists already", () -> workspaces().change(account(), "team",
                before -> new WorkspaceSettings("x", "default", Optional.empty()), ADMIN));
        for (var slug : List.of("", "Team", "a--b", "-a", "a_b", "x".repeat(51),
                "550e8400-e29b-41d4-a716-446655440000")) {
            refuses(400, "slug", () -> workspaces().create(account(),
                    new WorkspaceSettings("x", slug, Optional.empty()), Optional.empty(), ADMIN));
        }
        refuses(400, "description", () -> workspaces().create(account(),
                new WorkspaceSettings("x", "x", Optional.of("x".repeat(501))), Optional.empty(), ADMIN));
        refuses(404, "no workspace", () -> workspaces().delete(account(), "crew", ADMIN));
        refuses(403, "default", () -> workspaces().delete(account(), "default", ADMIN));
        assertThat(workspaces().list(account())).hasSize(2);
    }

    @Test
    void belongToOneAccount() {
        var team = team();
        var other = identity().accounts().create("other", Optional.empty(), ADMIN);
        refuses(404, "no workspace", () -> workspaces().get(other.id(), team.id()));
        assertThat(workspaces().create(other.id(), TEAM, Optional.empty(), ADMIN).slug()).isEqualTo("team");
    }

    @Test
    void stayWhileTheyHaveActiveKeys() {
        team();
        var active = key(KeyRequest.of(Account.DEFAULT, "active").in(Optional.of("team")));
        var expiring = key(KeyRequest.of(Account.DEFAULT, "expiring").in(Optional.of("team"))
                .expiring(Optional.of(START.plusSeconds(60))));
        refuses(400, "2 active API keys", () -> workspaces().delete(account(), "team", ADMIN));
        clockShows(START.plusSeconds(60));
        refuses(400, "1 active API keys", () -> workspaces().delete(account(), "team", ADMIN));
        identity().apiKeys().change(active.key().hash(), settings -> settings.withDisabled(true), ADMIN);
        workspaces().delete(account(), "team", ADMIN);
        assertThat(identity().apiKeys().list()).isEmpty();
        assertThat(find(active)).isInstanceOf(Lookup.Unknown.class);
        assertThat(find(expiring)).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void haveBudgetsThatGrowWithTheirPeriods() {
        team();
        budget(Period.MONTH, 100);
        budget(Period.DAY, 10);
        refuses(400, "lifetime > monthly > weekly > daily", () -> budget(Period.WEEK, 100));
        refuses(400, "lifetime > monthly > weekly > daily", () -> budget(Period.WEEK, 10));
        refuses(400, "lifetime > monthly > weekly > daily", () -> budget(Period.EVER, 99));
        refuses(400, "more than 0", () -> budget(Period.WEEK, 0));
        budget(Period.WEEK, 50);
        assertThat(budget(Period.DAY, 20).budgets()).extracting(Budget::period, Budget::amount).containsExactly(
                org.assertj.core.groups.Tuple.tuple(Period.DAY, new Money(20)),
                org.assertj.core.groups.Tuple.tuple(Period.WEEK, new Money(50)),
                org.assertj.core.groups.Tuple.tuple(Period.MONTH, new Money(100)));
        identity().budgets().remove(account(), "team", Period.WEEK, ADMIN);
        refuses(404, "no budget", () -> identity().budgets().remove(account(), "team", Period.WEEK, ADMIN));
        assertThat(identity().budgets().of(account(), "team").get(Period.MONTH).amount()).isEqualTo(new Money(100));
    }

    @Test
    void tellTheLedgerTheirBudgets() {
        team();
        var key = key(KeyRequest.of(Account.DEFAULT, "x").in(Optional.of("team")));
        budget(Period.MONTH, 100);
        var spender = ledger().spender(key.key().hash()).orElseThrow();
        assertThat(spender.left()).contains(new Money(100));
        budget(Period.DAY, 10);
        assertThat(spender.left()).contains(new Money(10));
        identity().budgets().remove(account(), "team", Period.DAY, ADMIN);
        assertThat(spender.left()).contains(new Money(100));
        restart();
        assertThat(ledger().spender(key.key().hash()).orElseThrow().left()).contains(new Money(100));
    }

    @Test
    void countOwnProviderAccountsInAllBudgetsOrNone() {
        team();
        assertThat(budget(Period.MONTH, 100).workspace().countsByok()).isFalse();
        var counting = identity().budgets().set(account(), "team", Period.DAY, new Money(10), Optional.of(true), ADMIN);
        assertThat(counting.workspace().countsByok()).isTrue();
        assertThat(budget(Period.DAY, 11).workspace().countsByok()).isTrue();
    }

    @Test
    void haveMembers() {
        var team = team();
        var jane = member("jane@example.com");
        var joe = member("joe@example.com");
        var members = identity().members();
        assertThat(jane.id()).matches("user_[A-Za-z0-9]{20}");
        assertThat(members.in(account(), "default")).extracting(Membership::member).containsExactlyInAnyOrder(jane.id(),
                joe.id());
        assertThat(members.in(account(), "team")).isEmpty();
        var added = members.addTo(account(), "team", List.of(jane.id(), jane.id()), ADMIN);
        assertThat(added).singleElement().satisfies(place -> {
            assertThat(place.workspace()).isEqualTo(team.id());
            assertThat(place.role()).isEqualTo(Member.Role.MEMBER);
        });
        assertThat(members.addTo(account(), team.id(), List.of(jane.id(), joe.id()), ADMIN))
                .extracting(Membership::member).containsExactly(joe.id());
        assertThat(members.removeFrom(account(), "team", List.of(jane.id()), ADMIN)).isOne();
        assertThat(members.removeFrom(account(), "team", List.of(jane.id()), ADMIN)).isZero();
        assertThat(members.in(account(), "team")).extracting(Membership::member).containsExactly(joe.id());
    }

    @Test
    void addAllOrNobody() {
        team();
        var jane = member("jane@example.com");
        var members = identity().members();
        refuses(404, "user_x", () -> members.addTo(account(), "team", List.of(jane.id(), "user_x"), ADMIN));
        assertThat(members.in(account(), "team")).isEmpty();
        refuses(400, "default workspace", () -> members.addTo(account(), "default", List.of(jane.id()), ADMIN));
        refuses(400, "default workspace", () -> members.removeFrom(account(), "default", List.of(jane.id()), ADMIN));
    }

    @Test
    void keepMembersWithActiveKeys() {
        team();
        var jane = member("jane@example.com");
        var joe = member("joe@example.com");
        var members = identity().members();
        members.addTo(account(), "team", List.of(jane.id(), joe.id()), ADMIN);
        var key = key(KeyRequest.of(Account.DEFAULT, "x").in(Optional.of("team")).by(Optional.of(jane.id())));
        refuses(400, jane.id(), () -> members.removeFrom(account(), "team", List.of(joe.id(), jane.id()), ADMIN));
        assertThat(members.in(account(), "team")).hasSize(2);
        refuses(400, "active API keys", () -> members.remove(account(), jane.id(), ADMIN));
        identity().apiKeys().delete(key.key().hash(), ADMIN);
        assertThat(members.removeFrom(account(), "team", List.of(jane.id(), joe.id()), ADMIN)).isEqualTo(2);
        members.remove(account(), jane.id(), ADMIN);
        assertThat(members.list(account())).extracting(Member::id).containsExactly(joe.id());
    }

    @Test
    void refuseMembersThatMakeNoSense() {
        var members = identity().members();
        for (var email : List.of("", "jane", "jane@", "a b@example.com", "x".repeat(250) + "@e.com")) {
            refuses(400, "e-mail", () -> member(email));
        }
        var jane = members.add(Account.DEFAULT, profile("jane@example.com", Optional.of("sub-1")), ADMIN);
        assertThat(members.withSubject("sub-1")).contains(jane);
        refuses(400, "a member of this account already", () -> member("jane@example.com"));
        refuses(400, "another member's", () -> members.add(Account.DEFAULT,
                profile("joe@example.com", Optional.of("sub-1")), ADMIN));
        refuses(404, "nobody", () -> members.add("nobody", profile("joe@example.com", Optional.empty()), ADMIN));
        refuses(404, "user_x", () -> members.remove(account(), "user_x", ADMIN));
    }

    @Test
    void areMadeForWhatIsOlderThanThem() {
        store().write(sql -> sql.update("insert into account (id, name, credits, charged, created_at) values"
                + " ('acc_old', 'old', 100, 30, 1)"));
        store().write(sql -> sql.update("insert into api_key (hash, account, name, label, created_at, updated_at)"
                + " values (?, 'acc_old', 'old', 'sk-old', 1, 1)", "0".repeat(64)));
        restart();
        var workspace = workspaces().list("acc_old").getFirst();
        assertThat(workspace.isDefault()).isTrue();
        assertThat(identity().apiKeys().find("0".repeat(64)).orElseThrow().workspace()).isEqualTo(workspace.id());
        assertThat(ledger().spender("0".repeat(64)).orElseThrow().left()).contains(new Money(70));
    }
}

package dev.interline.identity;

import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The people who belong to accounts, and to which workspaces of theirs. */
public final class Members {
    private final Changes changes;
    private final Ids ids;

    Members(Changes changes, Ids ids) {
        this.changes = changes;
        this.ids = ids;
    }

    /** Makes somebody a member of an account, given by id or name. */
    public Member add(String account, Member.Profile profile, Actor by) {
        profile.check();
        return changes.make((sql, now) -> {
            var owner = AccountStore.get(sql, account);
            if (MemberStore.hasEmail(sql, owner.id(), profile.email())) {
                throw Refusal.invalid(profile.email() + " is a member of this account already");
            }
            if (profile.subject().isPresent() && MemberStore.findSubject(sql, profile.subject().get()).isPresent()) {
                throw Refusal.invalid("the subject " + profile.subject().get() + " is another member's");
            }
            return insert(sql, now, new Member(ids.withPrefix("user_"), owner.id(), profile, now), by);
        });
    }

    static Member insert(Sql sql, Instant now, Member member, Actor by) throws SQLException {
        MemberStore.insert(sql, member);
        audit(sql, now, by, "member.add", member);
        return member;
    }

    /** Of an account, given by its id; the longest there first. */
    public List<Member> list(String account) {
        return changes.read(sql -> MemberStore.list(sql, account));
    }

    /** The member for whom tokens with this subject speak. */
    public Optional<Member> withSubject(String subject) {
        return changes.read(sql -> MemberStore.findSubject(sql, subject));
    }

    /** Removes a member without active keys from an account, given by its id. */
    public Member remove(String account, String id, Actor by) {
        return changes.make((sql, now) -> {
            var member = MemberStore.get(sql, account, id);
            checkIdle(now, id, KeyStore.madeBy(sql, id));
            MemberStore.delete(sql, id);
            audit(sql, now, by, "member.remove", member);
            return member;
        });
    }

    /** Who belongs to a workspace; to the default one, all members of the account. */
    public List<Membership> in(String account, String workspace) {
        return changes.read(sql -> MemberStore.memberships(sql, WorkspaceStore.get(sql, account, workspace)));
    }

    /**
     * Adds members of the account to a workspace.
     *
     * @return the new ones; who was there already stays
     * @throws dev.interline.exchange.Rejected if one of them is no member of the account; then nobody is added
     */
    public List<Membership> addTo(String account, String workspace, List<String> members, Actor by) {
        return changes.make((sql, now) -> {
            var found = explicit(WorkspaceStore.get(sql, account, workspace));
            var added = new LinkedHashSet<Membership>();
            for (var id : new LinkedHashSet<>(members)) {
                var member = MemberStore.get(sql, account, id);
                if (!MemberStore.belongs(sql, found, id)) {
                    var place = new Membership(ids.uuid(), found.id(), id, member.profile().role(), now);
                    MemberStore.insert(sql, place);
                    added.add(place);
                }
            }
            Workspaces.audit(sql, now, by, "workspace.members.add " + String.join(" ", members), found);
            return List.copyOf(added);
        });
    }

    /**
     * Removes members without active keys from a workspace.
     *
     * @return how many were there
     * @throws dev.interline.exchange.Rejected if one of them is no member of the account or has active keys in the
     *         workspace; then nobody is removed
     */
    public int removeFrom(String account, String workspace, List<String> members, Actor by) {
        return changes.make((sql, now) -> {
            var found = explicit(WorkspaceStore.get(sql, account, workspace));
            int removed = 0;
            for (var id : new LinkedHashSet<>(members)) {
                MemberStore.get(sql, account, id);
                checkIdle(now, id, KeyStore.madeBy(sql, id).stream()
                        .filter(key -> key.workspace().equals(found.id())).toList());
                removed += MemberStore.remove(sql, found.id(), id) ? 1 : 0;
            }
            Workspaces.audit(sql, now, by, "workspace.members.remove " + String.join(" ", members), found);
            return removed;
        });
    }

    private static void checkIdle(Instant now, String member, List<ApiKey> keys) {
        long active = keys.stream().filter(key -> key.isActive(now)).count();
        if (active > 0) {
            throw Refusal.invalid("member " + member + " has " + active
                    + " active API keys there; delete or disable them first");
        }
    }

    private static Workspace explicit(Workspace workspace) {
        if (workspace.isDefault()) {
            throw Refusal.invalid("all members of the account belong to its default workspace");
        }
        return workspace;
    }

    private static void audit(Sql sql, Instant now, Actor by, String action, Member member) throws SQLException {
        AuditStore.add(sql, now, by, new AuditEntry(action, member.id(), member.profile().email() + ", "
                + Words.of(member.profile().role()) + ", account " + member.account()));
    }
}

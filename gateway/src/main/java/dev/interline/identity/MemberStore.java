package dev.interline.identity;

import dev.interline.store.Row;
import dev.interline.store.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The SQL of members. */
final class MemberStore {
    private MemberStore() {}

    static List<Member> list(Sql sql, String account) throws SQLException {
        return sql.list("select * from member where account = ? order by created_at, id", MemberStore::member,
                account);
    }

    static Optional<Member> find(Sql sql, String account, String id) throws SQLException {
        return sql.first("select * from member where account = ? and id = ?", MemberStore::member, account, id);
    }

    /** @throws dev.interline.exchange.Rejected if there is none */
    static Member get(Sql sql, String account, String id) throws SQLException {
        return find(sql, account, id)
                .orElseThrow(() -> Refusal.notFound("no member \"" + id + "\" in this account"));
    }

    static Optional<Member> findSubject(Sql sql, String subject) throws SQLException {
        return sql.first("select * from member where subject = ?", MemberStore::member, subject);
    }

    static boolean hasEmail(Sql sql, String account, String email) throws SQLException {
        return sql.first("select id from member where account = ? and email = ?", row -> row.text("id"), account,
                email).isPresent();
    }

    static void insert(Sql sql, Member member) throws SQLException {
        var profile = member.profile();
        sql.update("""
                insert into member (id, account, email, first_name, last_name, role, subject, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """, member.id(), member.account(), profile.email(), profile.firstName().orElse(null),
                profile.lastName().orElse(null), Words.of(profile.role()), profile.subject().orElse(null),
                member.createdAt());
    }

    static void delete(Sql sql, String id) throws SQLException {
        sql.update("delete from workspace_member where member = ?", id);
        sql.update("delete from member where id = ?", id);
    }

    /** Of the default workspace, all members of the account. */
    static List<Membership> memberships(Sql sql, Workspace workspace) throws SQLException {
        if (workspace.isDefault()) {
            return list(sql, workspace.account()).stream().map(member -> implicit(workspace, member)).toList();
        }
        return sql.list("""
                select workspace_member.*, member.role from workspace_member join member on member.id = member
                where workspace = ? order by workspace_member.created_at, workspace_member.id
                """, MemberStore::membership, workspace.id());
    }

    /** Nobody made it, so that its id is that of the pair. */
    private static Membership implicit(Workspace workspace, Member member) {
        var pair = (workspace.id() + ' ' + member.id()).getBytes(StandardCharsets.UTF_8);
        return new Membership(UUID.nameUUIDFromBytes(pair).toString(), workspace.id(), member.id(),
                member.profile().role(), member.createdAt());
    }

    static boolean belongs(Sql sql, Workspace workspace, String member) throws SQLException {
        return workspace.isDefault() || sql.first("select id from workspace_member where workspace = ? and member = ?",
                row -> row.text("id"), workspace.id(), member).isPresent();
    }

    static void insert(Sql sql, Membership membership) throws SQLException {
        sql.update("insert into workspace_member (id, workspace, member, created_at) values (?, ?, ?, ?)",
                membership.id(), membership.workspace(), membership.member(), membership.createdAt());
    }

    /** Whether the member was there. */
    static boolean remove(Sql sql, String workspace, String member) throws SQLException {
        return sql.update("delete from workspace_member where workspace = ? and member = ?", workspace, member) > 0;
    }

    private static Member member(Row row) throws SQLException {
        return new Member(row.text("id"), row.text("account"),
                new Member.Profile(row.text("email"), Optional.ofNullable(row.textOrNull("first_name")),
                        Optional.ofNullable(row.textOrNull("last_name")), role(row),
                        Optional.ofNullable(row.textOrNull("subject"))),
                row.instant("created_at"));
    }

    private static Membership membership(Row row) throws SQLException {
        return new Membership(row.text("id"), row.text("workspace"), row.text("member"), role(row),
                row.instant("created_at"));
    }

    private static Member.Role role(Row row) throws SQLException {
        return Words.parse(Member.Role.class, row.text("role"));
    }
}

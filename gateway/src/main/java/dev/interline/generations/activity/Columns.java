package dev.interline.generations.activity;

/** Expressions over a row {@code fact} of {@code usage_day} or of {@code generation}, which have these columns in common. */
final class Columns {
    /** The workspace; what was recorded before there were workspaces belongs to the default one. */
    static final String WORKSPACE = "case when fact.workspace = '' then (select home.id from workspace home"
            + " where home.account = fact.account and home.is_default = 1) else fact.workspace end";
    /** The member who made the key; empty if no member did, or if the key is deleted. */
    static final String MEMBER =
            "coalesce((select made.creator from api_key made where made.hash = fact.key_hash), '')";
    /** The provider's display name; empty if none accepted the request. */
    static final String PROVIDER = "coalesce(fact.provider, '')";

    private Columns() {}
}

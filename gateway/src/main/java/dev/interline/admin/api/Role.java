package dev.interline.admin.api;

/** Who may call a route. */
public enum Role {
    /** Whoever comes, without a key. */
    ANYONE,
    /** Whoever holds a key of the account, of either kind. */
    KEY,
    /** Whoever holds a management key of the account. */
    MANAGEMENT
}

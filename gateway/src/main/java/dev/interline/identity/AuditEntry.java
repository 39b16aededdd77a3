package dev.interline.identity;

/**
 * One change, as the audit keeps it beside when and by whom.
 *
 * @param action what was done, such as {@code key.create}
 * @param target id of the account or hash of the key that it was done to
 * @param detail what a reader needs to understand it; never a secret
 */
record AuditEntry(String action, String target, String detail) {
    static final String ACCOUNT_CREATE = "account.create";
    static final String ACCOUNT_CREDIT = "account.credit";
    static final String KEY_CREATE = "key.create";
    static final String KEY_DISABLE = "key.disable";
    static final String KEY_DELETE = "key.delete";
}

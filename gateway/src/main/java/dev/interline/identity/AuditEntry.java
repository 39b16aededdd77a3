package dev.interline.identity;

/**
 * One change, as the audit keeps it beside when and by whom.
 *
 * @param action what was done, such as {@code key.create}
 * @param target id of what it was done to; of a key, its hash
 * @param detail what a reader needs to understand it; never a secret
 */
record AuditEntry(String action, String target, String detail) {
    static final String KEY_CREATE = "key.create";
}

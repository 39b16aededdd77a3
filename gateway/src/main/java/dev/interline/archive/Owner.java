package dev.interline.archive;

/**
 * Whose a kept response is: every key of that workspace may read it, and no other.
 *
 * @param account id of the account
 * @param workspace id of the workspace
 */
public record Owner(String account, String workspace) {}

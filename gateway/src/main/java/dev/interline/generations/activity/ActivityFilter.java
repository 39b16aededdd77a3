package dev.interline.generations.activity;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Whose activity is asked for.
 *
 * @param account id of the account
 * @param day only this UTC day
 * @param keyHash only of this key, be it deleted
 * @param member only of keys that this member made and that are not deleted
 * @param workspace only in the workspace with this id
 * @param byWorkspace whether each workspace has rows of its own
 */
public record ActivityFilter(String account, Optional<LocalDate> day, Optional<String> keyHash,
        Optional<String> member, Optional<String> workspace, boolean byWorkspace) {
    /** All of an account. */
    public static ActivityFilter of(String account) {
        return new ActivityFilter(account, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                false);
    }
}

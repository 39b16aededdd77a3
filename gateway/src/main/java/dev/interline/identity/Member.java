package dev.interline.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * A person who belongs to an account.
 *
 * @param id {@code user_<20 alphanumerics>}
 * @param account id of the account
 * @param profile what is known of the person
 */
public record Member(String id, String account, Profile profile, Instant createdAt) {
    /** What a member may do. */
    public enum Role {
        ADMIN, MEMBER
    }

    /**
     * What is known of a person.
     *
     * @param email unique in an account
     * @param subject of the tokens that speak for this person; no two members share one
     */
    public record Profile(String email, Optional<String> firstName, Optional<String> lastName, Role role,
            Optional<String> subject) {
        private static final int LONGEST = 254;

        /** Whether a text looks like an e-mail address. */
        static boolean isAddress(String email) {
            return email.length() <= LONGEST && email.matches("[^\\s@]+@[^\\s@]+");
        }

        void check() {
            if (!isAddress(email)) {
                throw Refusal.invalid("the e-mail address of a member must be like name@example.com");
            }
            firstName.ifPresent(name -> Rules.name("the first name of a member", name));
            lastName.ifPresent(name -> Rules.name("the last name of a member", name));
            subject.ifPresent(text -> {
                Rules.text("the subject of a member", text, LONGEST);
                if (text.isBlank()) {
                    throw Refusal.invalid("the subject of a member must not be empty");
                }
            });
        }
    }
}

package dev.interline.identity;

import dev.interline.config.Jwt;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Money;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.store.Sql;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Those for whom tokens speak. Each is a member, and spends through an API key of its own: it is listed, limited and
 * disabled like any other, but nobody ever sees it, since it follows from the subject by a secret of this server.
 */
public final class Subjects {
    private static final String HMAC = "HmacSHA256";

    private final Changes changes;
    private final Accounts accounts;
    private final ApiKeys keys;
    private final Ids ids;
    private final SecretKeySpec secret;
    private final Jwt config;

    Subjects(Changes changes, Ids ids, byte[] secret, Jwt config) {
        this.changes = changes;
        this.accounts = new Accounts(changes, ids);
        this.keys = new ApiKeys(changes, ids);
        this.ids = ids;
        this.secret = new SecretKeySpec(secret, HMAC);
        this.config = config;
    }

    /** The API key through which a subject spends, whether it was made already or not. Does not block. */
    public String keyOf(String subject) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return KeyFormat.of(mac.doFinal(subject.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + HMAC, e);
        }
    }

    /** What became of such a key. Does not block. */
    public Lookup find(String key) {
        return changes.ring().find(key);
    }

    /**
     * Makes what a subject still lacks: its key, and if the configuration says so, membership and account.
     *
     * @param subject whom a good token speaks for, 1 to 254 printable characters
     * @param email its address, if the token's issuer vouches for that
     * @throws Rejected with 401 if nobody knows the subject and newcomers are not wanted
     */
    public void meet(String subject, Optional<String> email) {
        changes.make((sql, now) -> meet(sql, now, subject, email), met -> {
            met.account().ifPresent(accounts::tell);
            met.key().ifPresent(keys::tell);
        });
    }

    /** What was made. */
    private record Met(Optional<Accounts.Made> account, Optional<ApiKey> key) {}

    private Met meet(Sql sql, Instant now, String subject, Optional<String> email) throws SQLException {
        var key = keyOf(subject);
        if (KeyStore.find(sql, KeyFormat.hash(key)).isPresent()) {
            return new Met(Optional.empty(), Optional.empty()); // by another request of the same subject
        }
        var by = new Actor("subject " + subject);
        var known = MemberStore.findSubject(sql, subject);
        Optional<Accounts.Made> account = known.isEmpty() && config.newSubjects() == Jwt.NewSubjects.CREATE
                ? Optional.of(accounts.insert(sql, now, freeName(sql, subject),
                        config.credits().dollars().map(Money::ofDollars), by))
                : Optional.empty();
        var member = known.isPresent() ? known.get()
                : join(sql, now, account.map(made -> made.account().id()), subject, email, by);
        var request = KeyRequest.of(member.account(), shortened("Tokens of " + subject)).by(Optional.of(member.id()));
        return new Met(account, Optional.of(ApiKeys.insert(sql, now, request, key, by)));
    }

    private Member join(Sql sql, Instant now, Optional<String> own, String subject, Optional<String> email, Actor by)
            throws SQLException {
        if (config.newSubjects() == Jwt.NewSubjects.REFUSE) {
            throw new Rejected(Problem.of(ErrorType.AUTHENTICATION, "Invalid token: nobody here has its subject, \""
                    + subject + "\"").with("code", "invalid_token"));
        }
        var account = own.isPresent() ? own.get() : AccountStore.get(sql, config.account()).id();
        var role = own.isPresent() ? Member.Role.ADMIN : Member.Role.MEMBER;
        var address = email.filter(Member.Profile::isAddress);
        if (address.isEmpty() || MemberStore.hasEmail(sql, account, address.get())) {
            // Whoever has this address already is not taken over by whoever says to have it.
            address = Optional.of(KeyFormat.hash(subject).substring(0, 16) + "@subject.invalid");
        }
        return Members.insert(sql, now, new Member(ids.withPrefix("user_"), account, new Member.Profile(address.get(),
                Optional.empty(), Optional.empty(), role, Optional.of(subject)), now), by);
    }

    private static String freeName(Sql sql, String subject) throws SQLException {
        var name = shortened(subject);
        return AccountStore.find(sql, name).isEmpty() ? name : "Account of subject " + KeyFormat.hash(subject);
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(name.length(), Rules.LONGEST_NAME));
    }
}

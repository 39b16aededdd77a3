package dev.interline.identity;

import dev.interline.bytes.Sha256;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Codes that applications turn into keys, each once and within ten minutes. Only their hashes are kept. */
public final class AuthCodes {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9._~-]{43,128}");
    private static final int RANDOM_BYTES = 24;

    private final Changes changes;
    private final ApiKeys keys;
    private final Ids ids;

    AuthCodes(Changes changes, ApiKeys keys, Ids ids) {
        this.changes = changes;
        this.keys = keys;
        this.ids = ids;
    }

    /**
     * A code that was just made, and the only time that it is seen.
     *
     * @param code 48 hex digits
     */
    public record Made(String code, Instant createdAt) {
        /** Without the code. */
        @Override
        public String toString() {
            return "Made[" + createdAt + "]";
        }
    }

    /** Makes a code. Codes that nobody can use any more go. */
    public Made create(AuthRequest request, Actor by) {
        request.challenge().filter(challenge -> !CHALLENGE.matcher(challenge.text()).matches()).ifPresent(_ -> {
            throw Refusal.invalid("code_challenge must be 43 to 128 letters, digits and any of - . _ ~");
        });
        var settings = KeySettings.named(request.keyName()).withLimit(request.keyLimit());
        settings.check();
        var random = new byte[RANDOM_BYTES];
        ids.random().nextBytes(random);
        var code = HexFormat.of().formatHex(random);
        return changes.make((sql, now) -> {
            var workspace = request.workspace().isPresent()
                    ? WorkspaceStore.get(sql, request.account(), request.workspace().get())
                    : WorkspaceStore.getDefault(sql, request.account());
            AuthCodeStore.deleteBefore(sql, now.minus(LIFETIME.multipliedBy(6)));
            AuthCodeStore.insert(sql, KeyFormat.hash(code), workspace, request, now);
            AuditStore.add(sql, now, by, new AuditEntry("authcode.create", KeyFormat.hash(code),
                    settings.told() + ", workspace " + workspace.slug()));
            return new Made(code, now);
        });
    }

    /**
     * Makes a code a key.
     *
     * @param verifier the application's secret; it must match the code's challenge, if that has one
     * @param method what the application believes that the challenge was made by
     * @throws Rejected with 403 if the code is not good for that
     */
    public NewKey exchange(String code, Optional<String> verifier, Optional<AuthRequest.Method> method) {
        var secret = KeyFormat.fresh(ids.random());
        return new NewKey(changes.make((sql, now) -> {
            var hash = KeyFormat.hash(code);
            var kept = AuthCodeStore.find(sql, hash).filter(found -> !found.used())
                    .filter(found -> matches(found.request(), verifier, method)).orElseThrow(
                            () -> refused("Invalid code or code_verifier"));
            if (now.isAfter(kept.createdAt().plus(LIFETIME))) {
                throw refused("Authorization code expired");
            }
            AuthCodeStore.use(sql, hash, now);
            var request = kept.request();
            return ApiKeys.insert(sql, now, KeyRequest.of(request.account(), request.keyName())
                    .in(request.workspace()).by(request.creator()).expiring(request.keyExpires())
                    .with(KeySettings.named(request.keyName()).withLimit(request.keyLimit())), secret,
                    new Actor("code " + hash));
        }, keys::tell), secret);
    }

    private static boolean matches(AuthRequest request, Optional<String> verifier,
            Optional<AuthRequest.Method> method) {
        if (request.challenge().isEmpty()) {
            return true;
        }
        var challenge = request.challenge().get();
        if (verifier.isEmpty() || method.isPresent() && method.get() != challenge.method()) {
            return false;
        }
        var given = switch (challenge.method()) {
            case PLAIN -> verifier.get();
            case S256 -> Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(verifier.get()));
        };
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8),
                challenge.text().getBytes(StandardCharsets.UTF_8));
    }

    private static Rejected refused(String message) {
        return new Rejected(Problem.of(ErrorType.PERMISSION_DENIED, message));
    }
}

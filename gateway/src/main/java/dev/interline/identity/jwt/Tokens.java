package dev.interline.identity.jwt;

import dev.interline.config.Jwt;
import dev.interline.config.Secret;
import dev.interline.exchange.Rejected;
import dev.interline.identity.KeyHash;
import dev.interline.identity.Lookup;
import dev.interline.identity.Subjects;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The tokens that are accepted beside API keys. What was found good once is remembered until it expires, so that most
 * requests cost one SHA-256; that its subject may still come in is asked anew for each.
 */
public final class Tokens implements AutoCloseable {
    private static final Verification UNCHECKED = new Verification.Unchecked();
    private static final int MOST_REMEMBERED = 10_000;
    /** A signed token: every JSON object begins like this in Base64. */
    private static final Pattern FORM = Pattern.compile("ey[\\w-]*\\.[\\w-]*\\.[\\w-]*");

    private final Subjects subjects;
    private final InstantSource clock;
    private final Verifier verifier;
    private final Optional<RemoteKeys> published;
    private final Map<KeyHash, Good> remembered = new ConcurrentHashMap<>();

    /**
     * A token that was found good.
     *
     * @param until first instant at which it no longer is
     * @param trusted the published keys at that time: when they change, it is checked again
     * @param key the API key through which its subject spends
     */
    private record Good(Instant until, List<VerificationKey> trusted, String key) {}

    Tokens(Jwt config, Optional<RemoteKeys> published, Subjects subjects, InstantSource clock) {
        this.subjects = subjects;
        this.clock = clock;
        this.published = published;
        var shared = config.secret().map(Secret::reveal)
                .map(secret -> VerificationKey.shared(secret.getBytes(StandardCharsets.UTF_8)));
        this.verifier = new Verifier((algorithm, id) -> switch (algorithm) {
            case HS256 -> shared.orElseThrow(() -> BadToken.because("HS256 is not accepted here"));
            case RS256, ES256 -> published.orElseThrow(() -> BadToken.because(algorithm + " is not accepted here"))
                    .find(algorithm, id);
        }, config.issuer(), config.audience(), clock);
    }

    /** Begins to fetch the published keys, if there are any; nothing waits for them. */
    public static Tokens open(Jwt config, Subjects subjects, InstantSource clock) {
        return new Tokens(config, config.jwksUrl().map(address -> new RemoteKeys(address, RemoteKeys.Pace.USUAL)),
                subjects, clock);
    }

    /** Whether this looks like a token rather than an API key. */
    public static boolean resembles(String presented) {
        return FORM.matcher(presented).matches();
    }

    /** What is known of a token already. Never blocks. */
    public Verification known(String token) {
        var good = token.length() > Verifier.LONGEST ? null : remembered.get(KeyHash.of(token));
        return good == null || !clock.instant().isBefore(good.until()) || !good.trusted().equals(trusted())
                ? UNCHECKED : of(good);
    }

    private Verification of(Good good) {
        return switch (subjects.find(good.key())) {
            case Lookup.Known(var caller) -> new Verification.Known(caller);
            case Lookup.Disabled _ -> refused("its subject was disabled");
            case Lookup.Expired _ -> refused("its subject's time here is over");
            case Lookup.Unknown _ -> UNCHECKED;
        };
    }

    private static Verification refused(String reason) {
        return new Verification.Refused(BadToken.problem(reason));
    }

    private List<VerificationKey> trusted() {
        return published.map(RemoteKeys::keys).orElse(List.of());
    }

    /** Finds out whether a token is good, and makes what its subject still lacks here. Blocks; leaves nothing unchecked. */
    public Verification check(String token) {
        try {
            var trusted = trusted(); // before its key is looked up: whatever changes from now on counts
            var claims = verifier.verify(token);
            var good = new Good(claims.until(), trusted, subjects.keyOf(claims.subject()));
            if (of(good) instanceof Verification.Unchecked) {
                subjects.meet(claims.subject(), claims.email());
            }
            remember(token, good);
            var found = of(good);
            return found instanceof Verification.Unchecked ? refused("its subject was removed just now") : found;
        } catch (Rejected rejected) {
            return new Verification.Refused(rejected.problem());
        }
    }

    private void remember(String token, Good good) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear(); // To check them again costs little.
        }
        remembered.put(KeyHash.of(token), good);
    }

    @Override
    public void close() {
        published.ifPresent(RemoteKeys::close);
    }
}

package dev.interline.alerts;

import dev.interline.bytes.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells alerts to the log and, if one is configured, to a webhook: a POST of one JSON object, tried four times within half a
 * minute. With a secret it is signed: {@code X-Interline-Signature: sha256=<hex HMAC-SHA256 of the body>}.
 */
public final class Webhook {
    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(5),
            Duration.ofSeconds(20));

    private final Supplier<Optional<Target>> target;
    private final Function<String, Optional<String>> keyName;
    private final InstantSource clock;

    /**
     * Where alerts go.
     *
     * @param secret what they are signed with
     */
    public record Target(URI uri, Optional<String> secret) {
        /** Without the secret, and without what may be one in the address. */
        @Override
        public String toString() {
            return uri.getScheme() + "://" + uri.getAuthority();
        }
    }

    /** @param keyName what a key is called, given its hash */
    public Webhook(Supplier<Optional<Target>> target, Function<String, Optional<String>> keyName,
            InstantSource clock) {
        this.target = target;
        this.keyName = keyName;
        this.clock = clock;
    }

    /** Tells an alert; delivery goes on after this returns. */
    public void tell(Alert alert) {
        var name = switch (alert.level().limit().scope()) {
            case KEY -> keyName(alert.level().id());
            case WORKSPACE, ACCOUNT, REQUEST -> Optional.<String>empty();
        };
        LOG.warn("{} {}{} has used {} of its limit of {} ({}): {}", word(alert.level().limit().scope()),
                alert.level().id(), name.map(text -> " (" + text + ")").orElse(""), alert.level().spent(),
                alert.level().limit().amount(), word(alert.level().limit().period()), percent(alert.share()));
        target.get().ifPresent(to -> {
            var body = body(alert, name);
            Thread.ofVirtual().name("webhook").start(() -> deliver(to, body));
        });
    }

    /** What people know a key by; an alert does not wait until that can be found out. */
    private Optional<String> keyName(String hash) {
        try {
            return keyName.apply(hash);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private byte[] body(Alert alert, Optional<String> name) {
        var level = alert.level();
        var object = Json.mapper().createObjectNode().put("type", "limit.reached").put("share", alert.share());
        object.put("scope", word(level.limit().scope())).put("id", level.id()).put("name", name.orElse(null));
        object.put("account", level.account()).put("period", word(level.limit().period()));
        object.put("limit", new BigDecimal(level.limit().amount().json()));
        object.put("spent", new BigDecimal(level.spent().json()));
        object.put("at", clock.instant().toString());
        return Json.mapper().writeValueAsBytes(object);
    }

    private static void deliver(Target to, byte[] body) {
        try (var client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            var problem = "";
            for (int i = 0; i <= PAUSES.size(); i++) {
                problem = post(client, to, body);
                if (problem.isEmpty()) {
                    return;
                }
                if (i < PAUSES.size()) {
                    Thread.sleep(PAUSES.get(i));
                }
            }
            LOG.error("an alert could not be delivered to {}: {}", to, problem);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What went wrong; empty if nothing did. */
    private static String post(HttpClient client, Target to, byte[] body) throws InterruptedException {
        var request = HttpRequest.newBuilder(to.uri()).timeout(TIMEOUT).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        to.secret().ifPresent(secret -> request.header("X-Interline-Signature", "sha256=" + hmac(secret, body)));
        try {
            int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300 ? "" : "it answered " + status;
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static String hmac(String secret, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String percent(BigDecimal share) {
        return share.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}

package dev.interline.door;

import dev.interline.bytes.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * The page {@code /auth}, where somebody lets an application have a key (OpenRouter: OAuth PKCE). It is one file without
 * anything of the request in it, and may run only its own script and talk only to this gateway.
 */
final class AuthPage {
    private static final String SCRIPT = "<script>";
    private static final Reply PAGE = read();

    private AuthPage() {}

    static Reply reply() {
        return PAGE;
    }

    private static Reply read() {
        try (var in = AuthPage.class.getResourceAsStream("auth.html")) {
            byte[] page = in.readAllBytes();
            var text = new String(page, StandardCharsets.UTF_8);
            var script = text.substring(text.indexOf(SCRIPT) + SCRIPT.length(), text.indexOf("</script>"));
            var policy = "default-src 'none'; style-src 'unsafe-inline'; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'; script-src 'sha256-"
                    + Base64.getEncoder().encodeToString(Sha256.of(script)) + "'";
            return new Reply(200, "text/html; charset=utf-8", Map.of("content-security-policy", policy,
                    "referrer-policy", "no-referrer", "cache-control", "no-store"), page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

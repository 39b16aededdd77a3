package dev.interline.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a client calls one of its calls, and what it asked.
 *
 * @param scope hash of account, API key, route and the client's name for the call
 * @param request hash of the body
 */
public record CallName(String scope, String request) {
    /** @param body the request's body, as it was sent */
    public static CallName of(String account, String keyHash, String route, String name, byte[] body, int length) {
        // Neither an id nor a hash nor a route has a line feed in it.
        var scope = digest();
        scope.update((account + '\n' + keyHash + '\n' + route + '\n' + name).getBytes(StandardCharsets.UTF_8));
        var request = digest();
        request.update(body, 0, length);
        return new CallName(HexFormat.of().formatHex(scope.digest()), HexFormat.of().formatHex(request.digest()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

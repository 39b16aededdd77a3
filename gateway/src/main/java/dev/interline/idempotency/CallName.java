package dev.interline.idempotency;

import dev.interline.bytes.Sha256;
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
        return new CallName(HexFormat.of().formatHex(Sha256.of(String.join("\n", account, keyHash, route, name))),
                HexFormat.of().formatHex(Sha256.of(body, length)));
    }
}

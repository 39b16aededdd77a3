package dev.interline.provider.openai;

import dev.interline.bytes.Sha256;
import java.util.HexFormat;

/** The client's end user as upstreams get to know it: the same for the same user, but not the user's name. */
final class EndUser {
    private static final int HEX_DIGITS = 32;

    private EndUser() {}

    static String pseudonym(String user) {
        return HexFormat.of().formatHex(Sha256.of(user), 0, HEX_DIGITS / 2);
    }
}

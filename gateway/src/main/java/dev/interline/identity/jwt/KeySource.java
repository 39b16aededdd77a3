package dev.interline.identity.jwt;

import dev.interline.exchange.Rejected;
import java.util.Optional;

/** Where the keys come from that tokens of some algorithms are checked with. */
interface KeySource {
    /**
     * The key for a token; may block.
     *
     * @param id the {@code kid} in the token's header
     * @throws Rejected with 401 if there is no such key, with 503 if that cannot be found out
     */
    VerificationKey find(Algorithm algorithm, Optional<String> id);
}

package dev.interline.identity.jwt;

import dev.interline.exchange.Problem;
import dev.interline.identity.Caller;

/** What is known of a presented token. */
public sealed interface Verification {

    /** It is good, and this is whom it speaks for. */
    record Known(Caller caller) implements Verification {}

    /** It is not accepted, for this reason: a 401, or a 503 where that is not the token's fault. */
    record Refused(Problem problem) implements Verification {}

    /** Nothing is known of it yet; {@link Tokens#check} finds out. */
    record Unchecked() implements Verification {}
}

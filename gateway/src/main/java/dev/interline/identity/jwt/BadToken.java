package dev.interline.identity.jwt;

import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;

/** Why a token is not accepted: a 401. */
final class BadToken {
    private BadToken() {}

    /** @param reason such as {@code it has expired} */
    static Rejected because(String reason) {
        return new Rejected(problem(reason));
    }

    static Problem problem(String reason) {
        return Problem.of(ErrorType.AUTHENTICATION, "Invalid token: " + reason).with("code", "invalid_token");
    }
}

package dev.interline.identity;

import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;

/** Why something is not done. */
final class Refusal {
    private Refusal() {}

    static Rejected invalid(String message) {
        return new Rejected(Problem.invalid(message));
    }

    static Rejected notFound(String message) {
        return new Rejected(Problem.of(ErrorType.NOT_FOUND, message));
    }

    static Rejected forbidden(String message) {
        return new Rejected(Problem.of(ErrorType.PERMISSION_DENIED, message));
    }
}

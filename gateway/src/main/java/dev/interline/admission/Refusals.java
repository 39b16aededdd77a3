package dev.interline.admission;

import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Money;
import dev.interline.exchange.Problem;
import dev.interline.ledger.Limit;
import dev.interline.ledger.Spender;

/** What a client is told when its money is short, in OpenRouter's words where it has some (errors-and-debugging). */
final class Refusals {
    private Refusals() {}

    /**
     * @param limit the limit that is the tightest
     * @param left the largest cost that all limits still allow
     */
    static Problem of(Limit limit, Money left, Bound bound, Spender spender) {
        boolean reached = spender.room(limit).compareTo(Money.ZERO) <= 0;
        boolean vectors = bound.completion() == 0;
        String fewer = vectors ? ", or less input. " : ", or fewer max_tokens. ";
        String lower = vectors ? " or send less input." : " or lower max_tokens.";
        return switch (limit.scope()) {
            case REQUEST ->
                payment(tooDear("This request may cost up to " + bound.mostCost() + ", more than its X-Max-Cost of "
                        + limit.amount() + ". ", "Raise X-Max-Cost" + lower, left, bound));
            case KEY -> reached ? Problem.of(ErrorType.PERMISSION_DENIED, "Key limit exceeded (" + period(limit) + ")")
                    : payment(
                            tooDear("This request requires more than is left of the key's limit" + fewer,
                                    "Raise the key's limit" + lower, left, bound));
            case WORKSPACE -> Problem.of(ErrorType.PERMISSION_DENIED, reached
                    ? "Workspace " + period(limit).replace(" limit", "") + " budget of $" + amount(limit.amount())
                            + " exceeded. Contact your org admin."
                    : tooDear(
                            "This request requires more than is left of the workspace's budget" + fewer,
                            "Contact your org admin" + lower, left, bound));
            case ACCOUNT -> payment(reached ? "Insufficient credits. Add more credits to the account."
                    : tooDear("This request requires more credits" + fewer, "Add more credits" + lower, left, bound));
        };
    }

    private static String tooDear(String what, String advice, Money left, Bound bound) {
        long affordable = bound.affordable(left);
        return affordable < 0
                ? what + "The prompt alone may cost up to " + bound.pricing().most(bound.prompt(), 0, 0)
                        + ", but only " + left + " is left. " + advice
                : what + "You requested up to " + bound.completion() + " tokens, but can only afford " + affordable
                        + ". "
                        + advice;
    }

    private static Problem payment(String message) {
        return Problem.of(ErrorType.PAYMENT_REQUIRED, message);
    }

    private static String period(Limit limit) {
        return switch (limit.period()) {
            case DAY -> "daily limit";
            case WEEK -> "weekly limit";
            case MONTH -> "monthly limit";
            case EVER -> limit.scope() == Limit.Scope.WORKSPACE ? "lifetime limit" : "total limit";
        };
    }

    /** With cents, as people write dollars, and more places only where there is more. */
    private static String amount(Money money) {
        var dollars = money.dollars().stripTrailingZeros();
        return (dollars.scale() < 2 ? dollars.setScale(2) : dollars).toPlainString();
    }
}

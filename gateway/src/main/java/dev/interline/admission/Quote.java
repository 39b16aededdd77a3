package dev.interline.admission;

import dev.interline.exchange.Money;
import dev.interline.exchange.Problem;
import java.util.Optional;

/**
 * What an attempt would have held, had it been made.
 *
 * @param promptTokens the most that the prompt can have
 * @param completionTokens the most output tokens of all choices together; fewer than the request allows where money is short
 * @param priced whether the endpoint's prices are known
 * @param most what would be held: no answer costs its caller more
 * @param refusal why it could not be paid for, if so; {@code most} is then what it would take
 */
public record Quote(long promptTokens, long completionTokens, boolean priced, Money most,
        Optional<Problem> refusal) {}

package dev.interline.generations;

import dev.interline.exchange.Money;
import java.util.List;

/**
 * Generations of one account, newest first.
 *
 * @param page one page of the last 30 days
 * @param totalCost what all generations of the last 30 days cost, on whatever page they are
 */
public record GenerationList(List<GenerationSummary> page, Money totalCost) {
    public GenerationList {
        page = List.copyOf(page);
    }
}

package dev.interline.generations;

import java.util.List;

import dev.interline.exchange.Money;

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

package dev.interline.generations;

import java.time.Instant;

import dev.interline.exchange.Money;

/** One line of the list of generations. */
public record GenerationSummary(String id, String model, Instant createdAt, long tokens, Money charged) {
}

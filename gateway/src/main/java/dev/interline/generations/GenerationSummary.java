package dev.interline.generations;

import dev.interline.exchange.Money;
import java.time.Instant;

/** One line of the list of generations. */
public record GenerationSummary(String id, String model, Instant createdAt, long tokens, Money charged) {}

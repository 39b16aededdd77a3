package dev.interline.generations.activity;

import dev.interline.exchange.Money;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/**
 * What one model of one provider did on one UTC day.
 *
 * @param workspace id of the workspace, where rows are kept apart by it
 * @param provider display name; empty for requests that no provider accepted
 * @param charged what credits paid
 * @param own what own accounts at providers paid
 */
public record ActivityRow(LocalDate day, String model, String provider, Optional<String> workspace, Money charged,
        Money own, long requests, Tokens tokens) {
    /** The newest day first; the same everywhere, whatever the database's language. */
    static final Comparator<ActivityRow> ORDER = Comparator.comparing(ActivityRow::day).reversed()
            .thenComparing(ActivityRow::model).thenComparing(ActivityRow::provider)
            .thenComparing(row -> row.workspace().orElse(""));

    /** Token counts: of prompts, of completions, and the part of these that was reasoning. */
    public record Tokens(long prompt, long completion, long reasoning) {}
}

package dev.interline.generations.activity;

import java.util.Optional;

/** What can be added up, with OpenRouter's names for it. Expressions are over a row {@code fact}. */
public enum Metric {
    REQUESTS("request_count", "Request Count", Kind.NUMBER, "fact.requests", "1"),
    CHARGED("total_usage", "Spend", Kind.MONEY, "fact.charged", "fact.charged"),
    OWN("byok_usage", "BYOK Spend", Kind.MONEY, "fact.own", ""),
    TOKENS("tokens_total", "Total Tokens", Kind.NUMBER, "fact.prompt + fact.completion", "fact.tokens"),
    PROMPT("tokens_prompt", "Prompt Tokens", Kind.NUMBER, "fact.prompt", ""),
    COMPLETION("tokens_completion", "Completion Tokens", Kind.NUMBER, "fact.completion", ""),
    REASONING("reasoning_tokens", "Reasoning Tokens", Kind.NUMBER, "fact.reasoning", "");

    private final String word;
    private final String label;
    private final Kind kind;
    private final String ofDays;
    private final String ofGenerations;

    /** What its numbers are: counts, or nano-dollars. */
    public enum Kind {
        NUMBER, MONEY
    }

    Metric(String word, String label, Kind kind, String ofDays, String ofGenerations) {
        this.word = word;
        this.label = label;
        this.kind = kind;
        this.ofDays = ofDays;
        this.ofGenerations = ofGenerations;
    }

    public String word() {
        return word;
    }

    public String label() {
        return label;
    }

    public Kind kind() {
        return kind;
    }

    /** The expression to be summed up over the rows of a source, if it knows that. */
    Optional<String> sql(Source source) {
        return Optional.of(switch (source) {
            case DAYS -> ofDays;
            case GENERATIONS -> ofGenerations;
        }).filter(expression -> !expression.isEmpty());
    }

    /** Whether it is known by this granularity. */
    public boolean isKnownBy(Granularity granularity) {
        return sql(granularity.source()).isPresent();
    }
}

package dev.interline.generations.activity;

/** Which table is asked. */
enum Source {
    /** What each key did on each UTC day with each model of each provider; kept for good. */
    DAYS("usage_day", "fact.day"),
    /** One row for each generation; kept as long as is configured. */
    GENERATIONS("generation", "fact.created_at");

    private final String table;
    private final String time;

    Source(String table, String time) {
        this.table = table;
        this.time = time;
    }

    /** A further condition: generations that nobody answered are in no sum. */
    String served() {
        return this == GENERATIONS ? " and (fact.provider is not null or fact.tokens > 0)" : "";
    }

    String table() {
        return table;
    }

    /** The column with the epoch day or epoch millisecond. */
    String time() {
        return time;
    }
}

package dev.interline.generations.activity;

/** What rows can be kept apart and picked by, with OpenRouter's names for it. All are texts. */
public enum Dimension {
    MODEL("model", "Model", "fact.model"),
    PROVIDER("provider", "Provider", Columns.PROVIDER),
    API_KEY("api_key_id", "API Key", "fact.key_hash"),
    USER("user", "User", Columns.MEMBER),
    WORKSPACE("workspace", "Workspace", Columns.WORKSPACE);

    private final String word;
    private final String label;
    private final String sql;

    Dimension(String word, String label, String sql) {
        this.word = word;
        this.label = label;
        this.sql = sql;
    }

    public String word() {
        return word;
    }

    public String label() {
        return label;
    }

    /** The expression over a row {@code fact} of every source; empty text where there is no value. */
    String sql() {
        return sql;
    }
}

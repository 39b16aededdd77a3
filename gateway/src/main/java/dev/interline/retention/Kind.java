package dev.interline.retention;

/** What does not stay for good: rows of a table that have a key and say when they were made. */
enum Kind {
    GENERATIONS("generation", "id"), FEEDBACK("feedback", "id"), AUTH_CODES("auth_code", "hash"),
    RESPONSES("stored_response", "id");

    private final String table;
    private final String key;

    Kind(String table, String key) {
        this.table = table;
        this.key = key;
    }

    String table() {
        return table;
    }

    /** The column of the primary key. */
    String key() {
        return key;
    }
}

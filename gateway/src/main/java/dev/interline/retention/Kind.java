package dev.interline.retention;

/** What does not stay for good: rows of a table that say when they were made. */
enum Kind {
    GENERATIONS("generation", "id"), FEEDBACK("feedback", "id"), AUTH_CODES("auth_code", "hash"),
    RESPONSES("stored_response", "id"),
    /** By their responses, all items of one at once. */
    ITEMS("stored_item", "response");

    private final String table;
    private final String key;

    Kind(String table, String key) {
        this.table = table;
        this.key = key;
    }

    String table() {
        return table;
    }

    /** The column by which they are chosen. */
    String key() {
        return key;
    }
}

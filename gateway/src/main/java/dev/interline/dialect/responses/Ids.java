package dev.interline.dialect.responses;

/** The ids of a response and its items: made of the generation's, so that the one tells the other. */
record Ids(String generation) {
    private static final String PREFIX = "gen-";

    String response() {
        return "resp_" + stem();
    }

    /** The id of an item; {@code kind} is {@code msg}, {@code rs}, {@code fc}, ... */
    String item(String kind, int index) {
        return kind + "_" + stem() + "_" + index;
    }

    private String stem() {
        String plain = generation.startsWith(PREFIX) ? generation.substring(PREFIX.length()) : generation;
        return plain.replace('-', '_');
    }
}

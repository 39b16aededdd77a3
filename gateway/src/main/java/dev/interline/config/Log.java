package dev.interline.config;

/**
 * What the log looks like.
 *
 * @param level the least important entry that is written
 * @param access whether each request is one line
 */
public record Log(@Default("text") Format format, @Default("info") Level level, @Default("true") boolean access) {

    /** One line for people, or one JSON object for machines. */
    public enum Format { TEXT, JSON }

    /** How important an entry is. */
    public enum Level { ERROR, WARN, INFO, DEBUG, TRACE }
}

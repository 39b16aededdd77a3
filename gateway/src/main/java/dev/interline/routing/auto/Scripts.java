package dev.interline.routing.auto;

/** What kinds of characters there are. */
final class Scripts {
    /** Where the scripts begin that put no spaces between words. */
    private static final char UNSPACED = '\u2e80';
    /** Where Latin ends. */
    private static final char BEYOND_LATIN = '\u0370';

    private Scripts() {}

    /** Whether it holds a word together: letters and digits of scripts with spaces, and the underscore. */
    static boolean isOfWord(char one) {
        return one < UNSPACED && (Character.isLetterOrDigit(one) || one == '_');
    }

    /** Whether it is a letter that English has no use for. */
    static boolean isForeign(char one) {
        return one >= BEYOND_LATIN && Character.isLetter(one);
    }
}

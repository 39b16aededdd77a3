package dev.interline.tokens;

import java.util.regex.Pattern;

/**
 * A published vocabulary: where its tokens are listed, and how text is cut into words before they are looked up.
 *
 * <p>The lists come with jtokkit and are read by {@link Vocabulary} instead of jtokkit itself, which holds every token
 * as objects: measured on a cold JVM, 350 ms and 25 MB for {@code o200k_base}, more than the rest of a first request.
 */
enum Encoding {
    /** GPT-4o and everything after it. */
    O200K("o200k_base", 200_000, Words.MARKED + "?" + Words.UPPER + "*" + Words.LOWER + "+" + Words.CLITIC + "?|"
            + Words.MARKED + "?" + Words.UPPER + "+" + Words.LOWER + "*" + Words.CLITIC + "?|"
            + "\\p{N}{1,3}| ?[^" + Words.SPACE + "\\p{L}\\p{N}]+[\\r\\n/]*|" + Words.BLANKS),
    /** GPT-3.5 and GPT-4. */
    CL100K("cl100k_base", 100_300, Words.CLITIC + "|" + Words.MARKED + "?\\p{L}+|"
            + "\\p{N}{1,3}| ?[^" + Words.SPACE + "\\p{L}\\p{N}]+[\\r\\n]*|" + Words.BLANKS);

    private final String list;
    private final int size;
    private final Pattern words;

    Encoding(String list, int size, String words) {
        this.list = list;
        this.size = size;
        this.words = Pattern.compile(words);
    }

    /** The class path resource that lists the tokens: one per line, base64 and rank, by ascending rank. */
    String resource() {
        return "/com/knuddels/jtokkit/" + list + ".tiktoken";
    }

    /** About how many tokens there are, for sizing. */
    int size() {
        return size;
    }

    Pattern words() {
        return words;
    }

    /** The pieces of both patterns; a class of its own because an enum's constants cannot use its own statics. */
    private static final class Words {
        static final String SPACE = "\\p{IsWhite_Space}";
        static final String MARKED = "[^\\r\\n\\p{L}\\p{N}]";
        static final String UPPER = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
        static final String LOWER = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";
        static final String CLITIC = "(?:'(?i:[sdmt]|ll|ve|re))";
        static final String BLANKS = SPACE + "*[\\r\\n]+|" + SPACE + "+(?!" + "[^" + SPACE + "])|" + SPACE + "+";

        private Words() {}
    }
}

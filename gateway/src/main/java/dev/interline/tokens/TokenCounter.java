package dev.interline.tokens;

import dev.interline.exchange.Conversation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tokens of one vocabulary by byte pair encoding. Thread-safe; not for event loops.
 *
 * <p>Exact, except that a single "word" of more than {@value #LONGEST_WORD} bytes (a line of dashes, say) is counted in
 * pieces of that size, which bounds the work to a few hundred steps a byte.
 */
public final class TokenCounter {
    static final int LONGEST_WORD = 256;

    private final Encoding encoding;
    private volatile @Nullable Vocabulary loaded;

    TokenCounter(Encoding encoding) {
        this.encoding = encoding;
    }

    /** Number of tokens in the text. */
    public long count(String text) {
        return walk(text, new Visitor() {});
    }

    /** Number of prompt tokens of a whole request: messages, tools, media, and what the wire adds to each. */
    public long count(Conversation conversation) {
        return new PromptTokens(this).of(conversation);
    }

    /**
     * Where each token of the text ends, in chars.
     *
     * <p>As many as {@link #count(String)} tells; of tokens that share a character all but the last end before it.
     */
    public int[] ends(String text) {
        var ends = new Ends(text);
        walk(text, ends);
        return ends.chars();
    }

    /** The text of these tokens; ids that are none are passed over. */
    public String text(int[] ids) {
        Vocabulary vocabulary = vocabulary();
        var bytes = new ByteArrayOutputStream(ids.length * 5);
        for (int id : ids) {
            vocabulary.append(id, bytes);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Receives each word, then where its tokens end in its UTF-8 bytes. */
    private interface Visitor {
        default void word() {}

        default void token(int end) {}
    }

    private long walk(String text, Visitor visitor) {
        Vocabulary vocabulary = vocabulary();
        Matcher words = encoding.words().matcher(text);
        int[] starts = new int[LONGEST_WORD + 1];
        int[] ranks = new int[LONGEST_WORD + 1];
        long count = 0;
        while (words.find()) {
            byte[] word = words.group().getBytes(StandardCharsets.UTF_8);
            visitor.word();
            for (int from = 0; from < word.length; from += LONGEST_WORD) {
                int to = Math.min(word.length, from + LONGEST_WORD);
                int tokens = merge(vocabulary, word, from, to, starts, ranks);
                for (int i = 1; i <= tokens; i++) {
                    visitor.token(starts[i]);
                }
                count += tokens;
            }
        }
        return count;
    }

    /**
     * Joins the pair of neighbours with the lowest rank until no pair is a token; {@code ranks[i]} is that of the pair
     * which begins at {@code starts[i]}.
     *
     * @return the number of tokens; {@code starts} holds where they begin and, behind them, where the last one ends
     */
    private static int merge(Vocabulary vocabulary, byte[] word, int from, int to, int[] starts, int[] ranks) {
        starts[0] = from;
        starts[1] = to;
        if (vocabulary.rank(word, from, to) != Vocabulary.NONE) {
            return 1;
        }
        int parts = to - from;
        for (int i = 0; i <= parts; i++) {
            starts[i] = from + i;
        }
        for (int i = 0; i < parts; i++) {
            ranks[i] = pair(vocabulary, word, starts, i, parts);
        }
        for (int best = lowest(ranks, parts); ranks[best] != Vocabulary.NONE; best = lowest(ranks, parts)) {
            System.arraycopy(starts, best + 2, starts, best + 1, parts - best - 1);
            System.arraycopy(ranks, best + 2, ranks, best + 1, Math.max(0, parts - best - 2));
            parts--;
            ranks[best] = pair(vocabulary, word, starts, best, parts);
            if (best > 0) {
                ranks[best - 1] = pair(vocabulary, word, starts, best - 1, parts);
            }
        }
        return parts;
    }

    private static int pair(Vocabulary vocabulary, byte[] word, int[] starts, int i, int parts) {
        return i + 2 > parts ? Vocabulary.NONE : vocabulary.rank(word, starts[i], starts[i + 2]);
    }

    private static int lowest(int[] ranks, int parts) {
        int best = 0;
        for (int i = 1; i < parts; i++) {
            if (ranks[i] < ranks[best]) {
                best = i;
            }
        }
        return best;
    }

    private Vocabulary vocabulary() {
        Vocabulary ready = loaded;
        if (ready == null) {
            synchronized (this) {
                ready = loaded;
                if (ready == null) {
                    ready = Vocabulary.load(encoding);
                    loaded = ready;
                }
            }
        }
        return ready;
    }

    /** Turns ends in bytes of words into ends in chars of the text. */
    private static final class Ends implements Visitor {
        private final String text;
        private int[] chars;
        private int size;
        private int at;
        private int bytes;

        Ends(String text) {
            this.text = text;
            chars = new int[16 + text.length() / 3];
        }

        @Override
        public void word() {
            bytes = 0;
        }

        @Override
        public void token(int end) {
            while (bytes < end) {
                int point = text.codePointAt(at);
                int length = utf8Length(point);
                if (bytes + length > end) {
                    break;
                }
                bytes += length;
                at += Character.charCount(point);
            }
            if (size == chars.length) {
                chars = Arrays.copyOf(chars, size * 2);
            }
            chars[size++] = at;
        }

        int[] chars() {
            return Arrays.copyOf(chars, size);
        }

        /** A lone surrogate becomes a question mark. */
        private static int utf8Length(int point) {
            if (point < 0x80 || point >= 0xd800 && point <= 0xdfff) {
                return 1;
            }
            return point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        }
    }
}

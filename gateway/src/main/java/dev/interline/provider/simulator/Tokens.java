package dev.interline.provider.simulator;

import dev.interline.tokens.TokenCounter;
import java.util.Arrays;

/** A text in tokens. */
final class Tokens {
    static final Tokens NONE = new Tokens("", new int[0]);

    private final String text;
    private final int[] ends;

    private Tokens(String text, int[] ends) {
        this.text = text;
        this.ends = ends;
    }

    static Tokens of(String text, TokenCounter counter) {
        return text.isEmpty() ? NONE : new Tokens(text, counter.ends(text));
    }

    int count() {
        return ends.length;
    }

    String text() {
        return text;
    }

    /** The i-th token's text; empty for the first tokens of a character that needs several. */
    String token(int i) {
        return text.substring(i == 0 ? 0 : ends[i - 1], ends[i]);
    }

    /** The first tokens, at most {@code count}. */
    Tokens first(int count) {
        if (count >= ends.length) {
            return this;
        }
        return count <= 0 ? NONE : new Tokens(text.substring(0, ends[count - 1]), Arrays.copyOf(ends, count));
    }

    /** The tokens before a place in the text; a token in which the place lies is shortened. */
    Tokens before(int place) {
        int whole = 0;
        while (whole < ends.length && ends[whole] < place) {
            whole++;
        }
        if (place == 0 || whole == ends.length) {
            return place == 0 ? NONE : this;
        }
        int[] kept = Arrays.copyOf(ends, whole + 1);
        kept[whole] = place;
        return new Tokens(text.substring(0, place), kept);
    }
}

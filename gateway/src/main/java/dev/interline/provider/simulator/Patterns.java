package dev.interline.provider.simulator;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions as JSON Schema writes them (ECMA-262), run with a bound on the work. */
final class Patterns {
    private static final int MOST_STEPS = 200_000;

    private Patterns() {}

    /** Whether the pattern occurs in the text; one that cannot be read or takes too long is taken to occur. */
    static boolean occurs(String pattern, String text) {
        Optional<Pattern> compiled = compile(pattern);
        try {
            return compiled.isEmpty() || compiled.get().matcher(new Counted(text, new int[1])).find();
        } catch (TooLong | StackOverflowError e) {
            return true;
        }
    }

    static boolean compiles(String pattern) {
        return compile(pattern).isPresent();
    }

    private static Optional<Pattern> compile(String pattern) {
        try {
            return Optional.of(Pattern.compile(translated(pattern)));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Inside a class, Java gives a meaning to {@code [} and {@code &&} that ECMA-262 does not. */
    private static String translated(String pattern) {
        var java = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                java.append(c).append(pattern.charAt(++i));
            } else if (inClass && (c == '[' || c == '&')) {
                java.append('\\').append(c);
            } else {
                inClass = c == '[' || inClass && c != ']';
                java.append(c);
            }
        }
        return java.toString();
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("too many steps", null, false, false);
        }
    }

    /** A text that can be looked at only so many times: a pattern that backtracks without end is stopped. */
    private record Counted(String text, int[] steps) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > MOST_STEPS) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.substring(start, end), steps);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

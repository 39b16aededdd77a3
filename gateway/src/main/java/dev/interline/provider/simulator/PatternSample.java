package dev.interline.provider.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a text that matches a regular expression: first branches, first characters of classes, fewest repetitions plus
 * {@code more}. Assertions other than anchors are passed over, so that the result has to be checked.
 */
final class PatternSample {
    private static final int LONGEST = 2_000;
    private static final Pattern BOUNDS = Pattern.compile("\\{(\\d{1,6})(,(\\d{0,6}))?\\}");
    private static final String WORD = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    private static final String DIGITS = "1234567890";
    private static final String PRINTABLE = WORD + " -.,:;/+*=@#!?%&()<>[]{}'\"$^~|\\`\t\n";

    private final String pattern;
    private final int more;
    private final int variant;
    private final List<String> groups = new ArrayList<>();
    private int at;
    private int drawn;

    private PatternSample(String pattern, int more, int variant) {
        this.pattern = pattern;
        this.more = more;
        this.variant = variant;
    }

    /**
     * A text that should match.
     *
     * @param more how often optional repetitions are taken beyond the least
     * @param variant another number gives other characters where the pattern allows it
     */
    static Optional<String> of(String pattern, int more, int variant) {
        var sample = new PatternSample(pattern, more, variant);
        try {
            String text = sample.alternatives();
            return sample.at == pattern.length() && text.length() <= LONGEST ? Optional.of(text) : Optional.empty();
        } catch (IndexOutOfBoundsException | NumberFormatException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private String alternatives() {
        var branches = new ArrayList<String>();
        branches.add(sequence());
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            branches.add(sequence());
        }
        return branches.get(variant % branches.size());
    }

    private String sequence() {
        var text = new StringBuilder();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            int begin = at;
            String piece = atom();
            int end = at;
            int times = repetitions();
            int after = at;
            for (int i = 0; i < times && text.length() <= LONGEST; i++) {
                text.append(piece);
                if (i + 1 < times) {
                    // Each repetition is drawn anew, so that variants differ and classes are walked through.
                    at = begin;
                    piece = atom();
                    at = end;
                }
            }
            at = after;
        }
        return text.toString();
    }

    private int repetitions() {
        if (at >= pattern.length()) {
            return 1;
        }
        int least;
        int most;
        Matcher bounds = BOUNDS.matcher(pattern).region(at, pattern.length());
        switch (pattern.charAt(at)) {
            case '*' -> {
                least = 0;
                most = LONGEST;
                at++;
            }
            case '+' -> {
                least = 1;
                most = LONGEST;
                at++;
            }
            case '?' -> {
                least = 0;
                most = 1;
                at++;
            }
            default -> {
                if (!bounds.lookingAt()) {
                    return 1;
                }
                at = bounds.end();
                least = Integer.parseInt(bounds.group(1));
                most = bounds.group(2) == null
                        ? least
                        : bounds.group(3).isEmpty() ? LONGEST : Integer.parseInt(bounds.group(3));
            }
        }
        if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == '+')) {
            at++;
        }
        return Math.min(most, least + more);
    }

    private String atom() {
        char c = pattern.charAt(at++);
        return switch (c) {
            case '^', '$' -> "";
            case '.' -> pick(WORD);
            case '(' -> group();
            case '[' -> pick(characters());
            case '\\' -> escape();
            default -> Character.isHighSurrogate(c) ? c + "" + pattern.charAt(at++) : String.valueOf(c);
        };
    }

    private String group() {
        Opening opening = opening();
        String text = alternatives();
        if (pattern.charAt(at++) != ')') {
            throw new IndexOutOfBoundsException();
        }
        if (opening == Opening.CAPTURE) {
            groups.add(text);
        }
        return opening == Opening.ASSERTION ? "" : text;
    }

    private enum Opening {
        CAPTURE, PLAIN, ASSERTION
    }

    /** Moves over what stands between the parenthesis and the group's first branch. */
    private Opening opening() {
        if (pattern.charAt(at) != '?') {
            return Opening.CAPTURE;
        }
        if (pattern.startsWith("?=", at) || pattern.startsWith("?!", at)) {
            at += 2;
            return Opening.ASSERTION;
        }
        if (pattern.startsWith("?<=", at) || pattern.startsWith("?<!", at)) {
            at += 3;
            return Opening.ASSERTION;
        }
        boolean named = pattern.startsWith("?<", at);
        int end = pattern.indexOf(named ? '>' : ':', at);
        if (end < 0) {
            throw new IndexOutOfBoundsException();
        }
        at = end + 1;
        return named ? Opening.CAPTURE : Opening.PLAIN;
    }

    private String escape() {
        char c = pattern.charAt(at++);
        return switch (c) {
            case 'b', 'B', 'A', 'z', 'Z' -> "";
            case 'd', 'w', 's', 'D', 'W', 'S' -> pick(named(c));
            case 'p', 'P' -> pick(property(c == 'P'));
            case 'u', 'x', 'n', 't', 'r', 'f', 'v', '0' -> String.valueOf(control(c));
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> groups.get(c - '1');
            default -> String.valueOf(c);
        };
    }

    private char control(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'v' -> '\u000b';
            case '0' -> '\0';
            default -> {
                int digits = c == 'x' ? 2 : 4;
                at += digits;
                yield (char) Integer.parseInt(pattern.substring(at - digits, at), 16);
            }
        };
    }

    private static String named(char c) {
        return switch (c) {
            case 'd' -> DIGITS;
            case 'w' -> WORD;
            case 's' -> " ";
            case 'D' -> without(DIGITS);
            case 'W' -> without(WORD);
            default -> without(" \t\n");
        };
    }

    private String property(boolean negated) {
        int end = pattern.indexOf('}', at);
        String name = pattern.substring(at + 1, end);
        at = end + 1;
        String in = switch (name.charAt(0)) {
            case 'L' -> name.equals("Lu") ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ" : "abcdefghijklmnopqrstuvwxyz";
            case 'N' -> DIGITS;
            case 'Z' -> " ";
            case 'P', 'S' -> ".,:;!?";
            default -> WORD;
        };
        return negated ? without(in) : in;
    }

    /** The characters of a class, from behind its opening bracket. */
    private String characters() {
        boolean negated = pattern.charAt(at) == '^';
        at += negated ? 1 : 0;
        var in = new StringBuilder();
        boolean first = true;
        while (pattern.charAt(at) != ']' || first) {
            first = false;
            String low = member();
            boolean single = low.codePointCount(0, low.length()) == 1;
            if (single && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
                at++;
                int high = member().codePointAt(0);
                for (int c = low.codePointAt(0); c <= high && in.length() < 200; c++) {
                    in.appendCodePoint(c);
                }
            } else {
                in.append(low);
            }
        }
        at++;
        return negated ? without(in.toString()) : in.toString();
    }

    private String member() {
        char c = pattern.charAt(at++);
        if (c != '\\') {
            return Character.isHighSurrogate(c) ? c + "" + pattern.charAt(at++) : String.valueOf(c);
        }
        char escaped = pattern.charAt(at++);
        return switch (escaped) {
            case 'd', 'w', 's', 'D', 'W', 'S' -> named(escaped);
            case 'p', 'P' -> property(escaped == 'P');
            case 'u', 'x', 'n', 't', 'r', 'f', 'v', '0' -> String.valueOf(control(escaped));
            case 'b' -> "\b";
            default -> String.valueOf(escaped);
        };
    }

    private static String without(String excluded) {
        return PRINTABLE.chars()
                .filter(c -> excluded.indexOf(c) < 0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String pick(String characters) {
        if (characters.isEmpty()) {
            throw new IndexOutOfBoundsException();
        }
        int[] points = characters.codePoints().toArray();
        return Character.toString(points[(drawn++ + variant) % points.length]);
    }
}

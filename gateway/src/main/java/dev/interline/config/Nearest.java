package dev.interline.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Nearest {
    private Nearest() {}

    /** {@code " (did you mean x?)"}, or nothing when no word is near. */
    static String hint(String word, Collection<String> known) {
        return of(word, known).map(near -> " (did you mean " + near + "?)").orElse("");
    }

    /** The word, if one is near. */
    public static Optional<String> of(String word, Collection<String> known) {
        int reach = Math.max(1, Math.min(3, word.length() / 3));
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= reach)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** Edits from one word to the other: insert, delete, replace, swap neighbours. */
    private static int distance(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                rows[i][j] = Math.min(rows[i - 1][j - 1] + (same ? 0 : 1),
                        1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[a.length()][b.length()];
    }
}

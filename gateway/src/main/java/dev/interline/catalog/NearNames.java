package dev.interline.catalog;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Guesses which models a name that nobody has was meant for: by shared words, then by few wrong letters. */
final class NearNames {
    private static final int MOST = 5;
    private static final int LONGEST = 80;

    private record Guess(String id, double score) {}

    private NearNames() {}

    /** Ids of at most five models, the likeliest first; none for a name unlike all others. */
    static List<String> of(String name, Collection<Model> models) {
        if (name.isBlank() || name.length() > LONGEST) {
            return List.of();
        }
        String slug = name.substring(name.indexOf('/') + 1);
        Set<String> words = words(name);
        return models.stream()
                .map(model -> new Guess(model.id(), score(slug, words, model)))
                .filter(guess -> guess.score() >= 0.5)
                .sorted(Comparator.comparingDouble(Guess::score).reversed().thenComparing(Guess::id))
                .limit(MOST)
                .map(Guess::id)
                .toList();
    }

    /** From 0 (nothing in common) to 1: the better of shared words and equal letters. */
    private static double score(String slug, Set<String> words, Model model) {
        Set<String> theirs = words(model.id().toLowerCase(Locale.ROOT));
        long shared = words.stream().filter(theirs::contains).count();
        double byWords = 2.0 * shared / (words.size() + theirs.size());
        String other = model.slug().toLowerCase(Locale.ROOT);
        String letters = letters(slug);
        String theirLetters = letters(other);
        int longer = Math.max(1, Math.max(letters.length(), theirLetters.length()));
        if (Math.abs(letters.length() - theirLetters.length()) > longer / 4) {
            return byWords;
        }
        return Math.max(byWords, 1.0 - 2.0 * distance(letters, theirLetters) / longer);
    }

    /** Without punctuation, which is what people remember least. */
    private static String letters(String name) {
        return name.replaceAll("[^a-z0-9]", "");
    }

    private static Set<String> words(String name) {
        return Arrays.stream(name.split("[^a-z0-9.]+")).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }

    /** Letters to insert, delete or replace to make one word of the other. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        Arrays.setAll(above, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            int[] swap = above;
            above = row;
            row = swap;
        }
        return above[b.length()];
    }
}

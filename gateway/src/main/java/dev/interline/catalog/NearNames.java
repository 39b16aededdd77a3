package dev.interline.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Guesses which models a name that nobody has was meant for: by shared words, then by few wrong letters. What can be
 * prepared is prepared once, since the event loop asks.
 */
final class NearNames {
    private static final int MOST = 5;
    private static final int LONGEST = 80;
    private static final double WORTH_TELLING = 0.5;
    private static final Pattern PUNCTUATION = Pattern.compile("[^a-z0-9]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9.]+");

    private final List<Candidate> candidates;

    private record Candidate(String id, String letters, Set<String> words) {}

    private record Guess(String id, double score) {}

    NearNames(Collection<Model> models) {
        candidates =
                models.stream().map(model -> new Candidate(model.id(), letters(model.slug().toLowerCase(Locale.ROOT)),
                        words(model.id().toLowerCase(Locale.ROOT)))).toList();
    }

    /** Ids of at most five models, the likeliest first; none for a name unlike all others. */
    List<String> of(String name) {
        if (name.isBlank() || name.length() > LONGEST) {
            return List.of();
        }
        String letters = letters(name.substring(name.indexOf('/') + 1));
        Set<String> words = words(name);
        var guesses = new ArrayList<Guess>();
        for (Candidate candidate : candidates) {
            double score = Math.max(byWords(words, candidate.words()), byLetters(letters, candidate.letters()));
            if (score >= WORTH_TELLING) {
                guesses.add(new Guess(candidate.id(), score));
            }
        }
        return guesses.stream().sorted(Comparator.comparingDouble(Guess::score).reversed().thenComparing(Guess::id))
                .limit(MOST).map(Guess::id).toList();
    }

    /** From 0, no word in common, to 1, all. */
    private static double byWords(Set<String> ours, Set<String> theirs) {
        int shared = 0;
        for (String word : ours) {
            shared += theirs.contains(word) ? 1 : 0;
        }
        return 2.0 * shared / (ours.size() + theirs.size());
    }

    /** From 1, the same, down to 0 when half of the letters are wrong; lengths that differ much are not looked at. */
    private static double byLetters(String ours, String theirs) {
        int longer = Math.max(1, Math.max(ours.length(), theirs.length()));
        return Math.abs(ours.length() - theirs.length()) > longer / 4 ? 0
                : 1.0 - 2.0 * distance(ours, theirs) / longer;
    }

    /** Without punctuation, which is what people remember least. */
    private static String letters(String name) {
        return PUNCTUATION.matcher(name).replaceAll("");
    }

    private static Set<String> words(String name) {
        return Arrays.stream(BETWEEN_WORDS.split(name)).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
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

package dev.interline.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what {@code ~author/family-latest} stands for: the author's newest model of that family, which is a model whose
 * name consists of the family's words and version numbers ({@code claude-opus-4.8}, {@code gemini-3.1-pro-preview} for
 * {@code gemini-pro}). OpenRouter: latest aliases.
 */
final class Latest {
    private static final Pattern ALIAS = Pattern.compile("~([^/]+)/(.+)-latest");
    private static final Pattern VERSION = Pattern.compile("[a-z]?\\d+(\\.\\d+)*");

    private Latest() {}

    static Optional<Model> of(String name, Collection<Model> models) {
        if (!name.startsWith("~")) {
            return Optional.empty();
        }
        Matcher alias = ALIAS.matcher(name);
        if (!alias.matches()) {
            return Optional.empty();
        }
        List<String> family = List.of(alias.group(2).split("-"));
        return models.stream()
                .filter(model -> model.author().equals(alias.group(1)) && isOf(family, model.slug()))
                .max(Comparator.comparingLong(Model::created));
    }

    private static boolean isOf(List<String> family, String slug) {
        String[] words = slug.split("-");
        return Stream.of(words).anyMatch(word -> VERSION.matcher(word).matches())
                && Stream.of(words).filter(word -> !VERSION.matcher(word).matches() && !"preview".equals(word)).toList()
                        .equals(family);
    }
}

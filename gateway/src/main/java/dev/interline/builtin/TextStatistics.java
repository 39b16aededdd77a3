package dev.interline.builtin;

import dev.interline.bytes.Json;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Counts what models count badly: characters, words, sentences, lines. */
final class TextStatistics implements Builtin {
    private static final int LONGEST = 500_000;
    private static final int WORDS_A_MINUTE = 200;
    private static final int MOST_FREQUENT = 10;

    @Override
    public String name() {
        return "text_statistics";
    }

    @Override
    public String description() {
        return "Counts characters, words, sentences, lines and paragraphs of a text, and tells its most frequent words.";
    }

    @Override
    public ObjectNode parameters() {
        return Arguments.with(Arguments.schema("text"), "text", "string", "The text");
    }

    @Override
    public JsonNode run(JsonNode arguments) {
        String text = Arguments.text(arguments, "text", LONGEST);
        List<String> words = words(text);
        Map<String, Long> counts = words.stream().map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        var answer = Json.mapper().createObjectNode()
                .put("characters", text.codePointCount(0, text.length()))
                .put("characters_without_spaces", text.codePoints().filter(c -> !Character.isWhitespace(c)).count())
                .put("words", words.size())
                .put("unique_words", counts.size())
                .put("sentences", pieces(text, BreakIterator.getSentenceInstance(Locale.ENGLISH)))
                .put("lines", text.lines().count())
                .put("paragraphs", text.strip().split("\\R\\s*\\R").length)
                .put("reading_seconds", Math.ceilDiv(words.size() * 60L, WORDS_A_MINUTE));
        var frequent = answer.putArray("most_frequent");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_FREQUENT)
                .forEach(entry -> frequent.addObject().put("word", entry.getKey()).put("count", entry.getValue()));
        return answer;
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var breaks = BreakIterator.getWordInstance(Locale.ENGLISH);
        breaks.setText(text);
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            if (Character.isLetterOrDigit(text.codePointAt(from))) {
                words.add(text.substring(from, to));
            }
        }
        return words;
    }

    private static int pieces(String text, BreakIterator breaks) {
        breaks.setText(text);
        int count = 0;
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            count += text.substring(from, to).isBlank() ? 0 : 1;
        }
        return count;
    }
}

package dev.interline.provider.simulator;

import dev.interline.bytes.ByteSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer in sentences that quotes what the user said, and says that it is simulated. */
final class Prose {
    private static final int LONGEST_QUOTE = 600;
    private static final int LONGEST_RESULT = 2000;
    private static final List<String> NOTICES = List.of(
            "This is a simulated answer: Interline's built-in simulator wrote it, no model was asked.",
            "No model was asked: this is a simulated answer from Interline's built-in simulator.",
            "I am Interline's built-in simulator, so this is a simulated answer and no model was asked.");
    private static final List<String> OPENINGS = List.of("You said: %s", "You wrote: %s", "I read your message: %s",
            "Your message was: %s");
    private static final List<String> CLOSINGS = List.of(
            "For a real answer, configure a provider and ask one of its models.",
            "A configured provider gives the same request a real answer.",
            "Real answers come from the providers that you configure.");
    private static final Pattern SAY = Pattern.compile(
            "(?is)^(?:please\\s+)?(?:just\\s+|only\\s+)?(?:say|reply|respond|answer|repeat|echo)(?:\\s+back)?"
                    + "(?:\\s+(?:with|after me|just|only|exactly|the|following|single|one|words?|text|phrase))*\\s*:?\\s*"
                    + "(?:[\"“'](.{1,400}?)[\"”']|(\\S{1,60}?))(?:\\s+(?:and nothing else|only|exactly))?[.!]?$");

    private final Said said;
    private final SplittableRandom random;

    Prose(Said said, SplittableRandom random) {
        this.said = said;
        this.random = random;
    }

    String text() {
        return String.join(" ", sentences());
    }

    /** A text of at least this many tokens. */
    String longText(int tokens) {
        var text = new StringBuilder(text());
        String topic = said.last().isEmpty() ? "nothing in particular" : quote(said.last(), 40);
        // Every sentence has more than eight tokens, so that these are enough.
        for (int i = 1; i <= tokens / 8 + 1; i++) {
            text.append(" Sentence ").append(i).append(" of this simulated answer is about ").append(topic).append('.');
        }
        return text.toString();
    }

    /** An object that holds what the sentences would say. */
    String json() {
        var out = new ByteSink(256);
        out.text("{\"simulated\":true,\"answer\":").string(text());
        out.text(",\"you_said\":").string(said.last());
        said.result().ifPresent(result -> out.text(",\"tool_result\":").string(result.text()));
        return out.text("}").toString();
    }

    private List<String> sentences() {
        var sentences = new ArrayList<String>();
        said.result().ifPresent(result -> sentences.add(result(result)));
        requestedWords().ifPresent(sentences::add);
        List<String> recalled = Recall.in(said.earlier(), said.last());
        sentences.addAll(recalled);
        said.attachments().forEach(part -> sentences.add(Attachments.describe(part)));
        String opening = said.last().isEmpty()
                ? "Your message has no text."
                : pick(OPENINGS).formatted(quote(said.last(), LONGEST_QUOTE));
        sentences.add(opening);
        sentences.add(pick(NOTICES));
        if (recalled.isEmpty() && !said.earlier().isEmpty()) {
            sentences.add("Before that you said: " + quote(said.earlier().getLast(), LONGEST_QUOTE));
        }
        sentences.add(pick(CLOSINGS));
        return sentences;
    }

    private static String result(Said.ToolAnswer result) {
        String tool = result.tool().isEmpty() ? "The tool" : "The tool " + result.tool();
        return tool + " answered: " + quote(result.text(), LONGEST_RESULT);
    }

    /** What the user asks to be said in so many words. */
    private Optional<String> requestedWords() {
        Matcher matcher = SAY.matcher(said.last());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String words = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        return Optional.of(words.matches("(?s).*[.!?]") ? words : words + ".");
    }

    private String pick(List<String> phrases) {
        return phrases.get(random.nextInt(phrases.size()));
    }

    /** The text in quotation marks and with a full stop, cut where it is longer than {@code longest} characters. */
    static String quote(String text, int longest) {
        if (text.length() <= longest) {
            return "“" + text + "”" + (text.matches("(?s).*[.!?]") ? "" : ".");
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return "“" + text.substring(0, end) + "…” (" + String.format(Locale.ROOT, "%,d", text.length())
                + " characters in all).";
    }
}

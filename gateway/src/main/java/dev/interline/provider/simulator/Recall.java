package dev.interline.provider.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks up in a conversation what a question is about: "my name is Ada" answers "what is my name?".
 *
 * <p>Plain patterns of English sentences, and shared words where none of them fits; nothing is made up.
 */
final class Recall {
    private static final int LONGEST_QUOTE = 300;
    private static final int MOST_TEXT = 20_000;
    private static final Pattern SENTENCE = Pattern.compile("[^.!?\\n]+(?:[.!?](?=\\S)[^.!?\\n]*)*[.!?]?");
    private static final Pattern NAME = Pattern
            .compile(
                    "\\b(?:[Ii] am|[Ii]['’]m|[Cc]all me|[Tt]his is)\\s+(\\p{Lu}[\\p{L}'’-]+(?: \\p{Lu}[\\p{L}'’-]+){0,3})");
    private static final Pattern FACT = Pattern
            .compile(
                    "(?i)\\b(my|the|our)\\s+([\\p{L}\\p{N}'’ -]{2,40}?)(?:\\s+(?:is|are|was)|['’]s(?!\\s+[\\p{L} ]+ (?:is|are|was)\\b))\\s+"
                            + "(.{1,120}?)(?=[,;]|[.!]?$|\\s+(?:and|but)\\s)");
    private static final Pattern HABIT = Pattern
            .compile(
                    "(?i)\\b(?:i|we)\\s+(?:really |also )?(live|work|like|love|hate|have|own|prefer|study|play|drive|speak"
                            + "|want|need|come|bought|met|visited)\\b.{1,120}");
    private static final Pattern QUESTION = Pattern
            .compile("(?is).*\\?.*|^(?:what|who|where|when|which|how|do you|tell me|remind|can you|repeat).*");
    private static final Set<String> COMMON = Set.of("what", "that", "this", "with", "your", "have", "does", "tell",
            "about", "when", "where", "which", "would", "could", "please", "from", "they", "there", "name", "know");

    private final Map<String, String> facts = new LinkedHashMap<>();

    private Recall() {}

    /** Sentences that answer the question from what was said earlier; none when it is no question or nothing fits. */
    static List<String> in(List<String> earlier, String question) {
        if (!QUESTION.matcher(question).matches()) {
            return List.of();
        }
        var recall = new Recall();
        earlier.forEach(recall::learn);
        recall.learn(question);
        String asked = question.toLowerCase(Locale.ROOT);
        var answers = new ArrayList<String>(recall.matching(asked));
        if (asked.contains("your name") || asked.contains("who are you")) {
            answers.add("I am Interline's simulator.");
        }
        if (asked.matches("(?s).*\\bfirst (?:message|thing|question)\\b.*") && !earlier.isEmpty()) {
            answers.add("The first thing you said was: " + Prose.quote(earlier.getFirst(), LONGEST_QUOTE));
        }
        if (answers.isEmpty()) {
            related(earlier, asked).ifPresent(text -> answers.add("Earlier you said: "
                    + Prose.quote(text, LONGEST_QUOTE)));
        }
        return answers;
    }

    private void learn(String text) {
        Matcher sentences = SENTENCE.matcher(text.substring(0, Math.min(text.length(), MOST_TEXT)));
        while (sentences.find()) {
            String sentence = sentences.group().strip();
            if (!QUESTION.matcher(sentence).matches()) {
                learnSentence(sentence);
            }
        }
    }

    private void learnSentence(String sentence) {
        String source = " You said: " + Prose.quote(sentence, LONGEST_QUOTE);
        Matcher fact = FACT.matcher(sentence);
        while (fact.find()) {
            String subject = fact.group(2).strip();
            String owner = fact.group(1).equalsIgnoreCase("the") ? "The " : "Your ";
            keep(subject, owner + subject + " is " + fact.group(3) + "." + source);
        }
        Matcher name = NAME.matcher(sentence);
        if (name.find()) {
            keep("name", "Your name is " + name.group(1) + "." + source);
        }
        Matcher habit = HABIT.matcher(sentence);
        if (habit.find()) {
            keep(habit.group(1), source.strip());
        }
    }

    /** What was said last of a subject counts. */
    private void keep(String subject, String answer) {
        String key = subject.toLowerCase(Locale.ROOT);
        facts.remove(key);
        facts.put(key, answer);
    }

    private List<String> matching(String asked) {
        Set<String> words = words(asked);
        boolean wantsName = asked.contains("who am i") || asked.contains("who i am");
        return facts.entrySet()
                .stream()
                .filter(fact -> words.containsAll(words(fact.getKey()))
                        && (!fact.getKey().equals("name") || !asked.contains("your name"))
                        || wantsName && fact.getKey().equals("name"))
                .map(Map.Entry::getValue)
                .limit(5)
                .toList();
    }

    /** The message that shares most words with the question. */
    private static Optional<String> related(List<String> earlier, String asked) {
        Set<String> wanted = words(asked);
        wanted.removeIf(word -> word.length() < 4 || COMMON.contains(word));
        String best = "";
        int most = 0;
        for (String text : earlier) {
            Set<String> shared = words(text.toLowerCase(Locale.ROOT));
            shared.retainAll(wanted);
            if (shared.size() >= most && !shared.isEmpty()) {
                most = shared.size();
                best = text;
            }
        }
        return most == 0 ? Optional.empty() : Optional.of(best);
    }

    private static Set<String> words(String text) {
        return Pattern.compile("[^\\p{L}\\p{N}'’]+").splitAsStream(text).filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }
}

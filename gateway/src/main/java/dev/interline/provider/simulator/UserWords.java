package dev.interline.provider.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the user said as a source of values: places, names, numbers, dates, addresses, quoted texts.
 *
 * <p>Rules of thumb for English sentences: "What is the weather in Tokyo?" has a Tokyo for a property {@code location}.
 */
final class UserWords {
    private static final int LONGEST = 1_000;
    private static final String PROPER =
            "\\p{Lu}[\\p{L}\\p{M}'’.-]*(?:\\s+(?:de|la|of|the|del|van|von)?\\s*\\p{Lu}[\\p{L}\\p{M}'’-]*)*";
    private static final Pattern QUOTED =
            Pattern.compile("[\"“«](.{1,400}?)[\"”»]|(?<!\\p{L})'([^'\\n]{1,400})'(?!\\p{L})");
    private static final Pattern PROPER_NOUN = Pattern.compile("(?<![\\p{L}'’.])" + PROPER);
    private static final Pattern PLACE = Pattern
            .compile("\\b(?:in|at|near|for|around|of|to|from|visit(?:ing)?)\\s+(" + PROPER + "(?:,\\s*" + PROPER
                    + ")?)");
    private static final Pattern LOWER_PLACE = Pattern.compile(
            "(?i)\\b(?:in|at|near|for|around|to|from)\\s+(?!(?:the|a|an|my|me|this|that|it)\\b)([\\p{L}][\\p{L}'’ -]{1,40}?)"
                    + "(?=[?.!,;]|$|\\s+(?:today|tomorrow|tonight|now|on|in|at|and|please|right|this|next|like|to|from)\\b)");
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+");
    private static final Pattern URL = Pattern.compile("https?://[^\\s\"'<>”)]+[^\\s\"'<>”).,;!?]");
    private static final Pattern DATE =
            Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}(?:T\\d{2}:\\d{2}(?::\\d{2})?(?:Z|[+-]\\d{2}:\\d{2})?)?");
    private static final Pattern DAY =
            Pattern.compile("(?i)\\b(?:today|tomorrow|yesterday|tonight|(?:next |this )?(?:monday|"
                    + "tuesday|wednesday|thursday|friday|saturday|sunday|week|weekend|month))\\b");
    private static final Pattern SUM = Pattern
            .compile("[(\\d][\\d\\s.()]*(?:[-+*/^×÷%]\\s*[(\\d][\\d\\s.()]*)+");
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\p{L}\\d.-])-?\\d{1,15}(?:\\.\\d{1,10})?(?![\\p{L}\\d]|\\.\\d)");
    private static final Pattern CODE = Pattern.compile("\\b(?=[A-Za-z-]*\\d)[A-Za-z0-9][A-Za-z0-9_-]{1,40}\\b");

    private static final Set<String> PLACES =
            Set.of("location", "city", "place", "country", "address", "region", "town",
                    "state", "area", "where", "airport", "venue", "timezone");
    private static final Set<String> ORIGINS = Set.of("origin", "from", "source", "departure");
    private static final Set<String> TARGETS = Set.of("destination", "to", "target", "arrival");
    private static final Set<String> NAMES =
            Set.of("name", "person", "author", "recipient", "customer", "contact", "user",
                    "attendee", "artist", "company", "product");
    private static final Set<String> DAYS = Set.of("date", "day", "when", "time", "datetime", "deadline");
    private static final Set<String> SUMS = Set.of("expression", "equation", "formula", "calculation", "math");
    private static final Set<String> COMMANDS = Set.of("command", "cmd", "script");
    private static final Set<String> CODES = Set.of("id", "code", "identifier", "sku", "reference", "ticker");
    private static final Set<String> STARTERS = Set.of("what", "where", "who", "when", "which", "how", "why", "is",
            "are",
            "can", "could", "would", "will", "do", "does", "did", "please", "tell", "give", "show", "find", "get",
            "the",
            "a", "an", "i", "my", "hi", "hello", "hey", "use", "call", "search", "add", "compute", "calculate", "and",
            "write", "make", "create", "send", "book", "look", "translate", "convert", "it", "this", "that", "extract",
            "compare", "check", "plan", "list", "schedule", "remind", "order", "buy", "play", "open", "ask", "explain",
            "describe", "summarize", "let", "if", "in", "for", "on", "from", "to", "at", "then", "now", "also", "you",
            "we", "they", "he", "she", "there", "here", "yes", "no", "ok", "thanks", "set", "turn", "run", "read");

    private final String text;
    private final String lower;

    UserWords(String last, List<String> earlier) {
        String said = last.isEmpty() && !earlier.isEmpty() ? earlier.getLast() : last;
        // What is wanted stands at the end of a long message; agents put their surroundings before it.
        text = said.substring(Math.max(0, said.length() - LONGEST));
        lower = text.toLowerCase(Locale.ROOT);
    }

    /** Values that the user named for a property of this name, the likeliest first; none when there is no telling. */
    List<String> named(String property) {
        Set<String> words = words(property);
        if (shares(words, Set.of("email", "mail"))) {
            return all(EMAIL);
        }
        if (shares(words, Set.of("url", "uri", "link", "website"))) {
            return all(URL);
        }
        if (shares(words, ORIGINS)) {
            return first(after("from"), places());
        }
        if (shares(words, TARGETS)) {
            return first(after("to"), places());
        }
        if (shares(words, PLACES)) {
            return places();
        }
        if (shares(words, DAYS)) {
            return first(all(DATE), all(DAY));
        }
        if (shares(words, SUMS)) {
            return all(SUM).stream().map(String::strip).toList();
        }
        if (shares(words, NAMES)) {
            return first(all(QUOTED), properNouns());
        }
        if (shares(words, COMMANDS)) {
            return all(QUOTED);
        }
        return shares(words, CODES) ? all(CODE) : List.of();
    }

    /** Texts for a property of which nothing is known: what is quoted, named, or simply all that was said. */
    List<String> any() {
        var texts = new LinkedHashSet<String>(all(QUOTED));
        texts.add(text);
        texts.addAll(properNouns());
        texts.remove("");
        return List.copyOf(texts);
    }

    /** The words, dates and addresses that may have a format. */
    List<String> formatted() {
        return first(first(all(EMAIL), all(URL)), all(DATE));
    }

    List<BigDecimal> numbers() {
        return all(NUMBER).stream().map(BigDecimal::new).toList();
    }

    /** Whether the user said this word or phrase. */
    boolean mention(String word) {
        String wanted = word.toLowerCase(Locale.ROOT).replace('_', ' ');
        int found = wanted.isEmpty() ? -1 : lower.indexOf(wanted);
        return found >= 0 && (found == 0 || !Character.isLetterOrDigit(lower.charAt(found - 1)))
                && (found + wanted.length() == lower.length()
                        || !Character.isLetterOrDigit(lower.charAt(found + wanted.length())));
    }

    private List<String> places() {
        return first(first(all(PLACE), properNouns()), all(LOWER_PLACE));
    }

    private List<String> after(String preposition) {
        List<String> proper = all(Pattern.compile("\\b" + preposition + "\\s+(" + PROPER + ")"));
        return proper.isEmpty() && !properNouns().isEmpty() ? List.of(properNouns().getFirst()) : proper;
    }

    private List<String> properNouns() {
        return all(PROPER_NOUN).stream()
                .filter(noun -> !STARTERS.contains(noun.toLowerCase(Locale.ROOT)))
                .map(UserWords::withoutStarter)
                .distinct()
                .toList();
    }

    private static String withoutStarter(String noun) {
        int blank = noun.indexOf(' ');
        return blank > 0 && STARTERS.contains(noun.substring(0, blank).toLowerCase(Locale.ROOT))
                ? noun.substring(blank + 1)
                : noun;
    }

    private List<String> all(Pattern pattern) {
        var found = new LinkedHashSet<String>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            String group = matcher.group();
            for (int i = 1; i <= matcher.groupCount(); i++) {
                group = matcher.group(i) == null ? group : matcher.group(i);
            }
            found.add(trimmed(group));
        }
        return new ArrayList<>(found);
    }

    private static String trimmed(String found) {
        return found.endsWith(".") && !found.matches(".*\\b\\p{Lu}\\.") ? found.substring(0, found.length() - 1)
                : found;
    }

    private static List<String> first(List<String> preferred, List<String> otherwise) {
        return preferred.isEmpty() ? otherwise : preferred;
    }

    /** The words of a name in camel case, snake case or kebab case. */
    private static Set<String> words(String property) {
        return Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})")
                .splitAsStream(property)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static boolean shares(Set<String> words, Set<String> others) {
        return words.stream().anyMatch(others::contains);
    }
}

package dev.interline.provider.simulator;

import dev.interline.provider.simulator.Instances.Place;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes strings, numbers and choices, out of the user's words where these fit. */
final class Scalars {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST = 20_000;

    private final UserWords words;
    private final Deque<BigDecimal> numbers;

    Scalars(UserWords words) {
        this.words = words;
        numbers = new ArrayDeque<>(words.numbers());
    }

    /** Whether the user named a value for this property. */
    boolean isNamed(String property, JsonNode schema) {
        JsonNode choices = schema.path("enum");
        return choices.isArray()
                ? choices.valueStream().anyMatch(choice -> words.mention(choice.asString("")))
                : schema.path("type").asString("").equals("string") && !words.named(property).isEmpty();
    }

    /** How many items an array of this name should have: as many as the user named, else one. */
    int namedItems(String property, JsonNode items) {
        boolean texts = items.path("type").asString("").equals("string") && items.path("enum").isMissingNode();
        return texts ? Math.clamp(words.named(singular(property)).size(), 1, 8) : 1;
    }

    private static String singular(String property) {
        return property.endsWith("ies")
                ? property.substring(0, property.length() - 3) + "y"
                : property.endsWith("s") ? property.substring(0, property.length() - 1) : property;
    }

    /** One of an enum's values: what the user mentioned, else the first. */
    JsonNode chosen(Place place, Shape shape, Predicate<JsonNode> fits) {
        List<JsonNode> choices = shape.get("enum").valueStream().filter(fits).toList();
        if (choices.isEmpty()) {
            return JSON.nullNode();
        }
        Optional<JsonNode> mentioned = choices.stream()
                .filter(choice -> choice.isString() && words.mention(choice.stringValue()))
                .findFirst();
        return place.variant() == 0 && mentioned.isPresent()
                ? mentioned.get()
                : choices.get(place.variant() % choices.size());
    }

    JsonNode number(Place place, Shape shape, boolean integer) {
        var range = Range.of(shape, integer);
        Optional<BigDecimal> said = numbers.stream().filter(range::fits).findFirst();
        if (said.isPresent()) {
            numbers.remove(said.get());
            return node(said.get(), integer);
        }
        for (String keyword : new String[]{"default", "example"}) {
            JsonNode value = shape.get(keyword);
            if (place.variant() == 0 && value.isNumber() && range.fits(value.decimalValue())) {
                return value;
            }
        }
        return node(range.value(place.variant()), integer);
    }

    private static JsonNode node(BigDecimal value, boolean integer) {
        BigDecimal plain = value.stripTrailingZeros();
        return integer || plain.scale() <= 0
                ? JSON.numberNode(plain.toBigIntegerExact())
                : JSON.numberNode(plain);
    }

    JsonNode string(Place place, Shape shape) {
        int least = Math.min(LONGEST, shape.size("minLength", 0));
        int most = shape.size("maxLength", Integer.MAX_VALUE);
        String format = shape.get("format").asString("");
        String pattern = shape.get("pattern").asString("");
        for (String candidate : candidates(place, shape, format)) {
            int length = candidate.codePointCount(0, candidate.length());
            if (length >= least && length <= most && Formats.fits(format, candidate)
                    && (pattern.isEmpty() || Patterns.occurs(pattern, candidate))) {
                return JSON.stringNode(candidate);
            }
        }
        if (!pattern.isEmpty()) {
            return JSON.stringNode(matching(pattern, least, most, place.variant()));
        }
        return JSON.stringNode(fitted(place, format, least, most));
    }

    private List<String> candidates(Place place, Shape shape, String format) {
        var candidates = new ArrayList<String>();
        List<String> named = words.named(singular(place.property()));
        if (place.variant() < named.size()) {
            candidates.add(named.get(place.variant()));
        }
        if (!format.isEmpty()) {
            words.formatted().stream().skip(place.variant()).forEach(candidates::add);
            Formats.example(format, place.variant()).ifPresent(candidates::add);
        }
        if (place.variant() == 0) {
            candidates.addAll(words.any());
            for (JsonNode example : shape.get("examples")) {
                candidates.add(example.asString(""));
            }
            if (shape.get("default").isString()) {
                candidates.add(shape.get("default").stringValue());
            }
        }
        return candidates;
    }

    private static String matching(String pattern, int least, int most, int variant) {
        String best = "";
        for (int more = 0; more <= Math.max(8, least); more++) {
            Optional<String> sample = PatternSample.of(pattern, more, variant);
            if (sample.isPresent() && Patterns.occurs(pattern, sample.get())) {
                String padded = padded(sample.get(), pattern, least);
                int length = padded.codePointCount(0, padded.length());
                if (length >= least && length <= most) {
                    return padded;
                }
                best = best.isEmpty() ? padded : best;
            }
        }
        return best;
    }

    /** A pattern that is not anchored may have anything around it. */
    private static String padded(String sample, String pattern, int least) {
        String padded = sample + "x".repeat(Math.max(0, least - sample.length()));
        return Patterns.occurs(pattern, padded) ? padded : sample;
    }

    /** The user's words or an example of the format, brought to the length that is asked for. */
    private String fitted(Place place, String format, int least, int most) {
        Optional<String> example = Formats.example(format, place.variant());
        if (example.isPresent()) {
            return example.get();
        }
        String text = words.any().isEmpty() ? "simulated" : words.any().getFirst();
        String suffix = place.variant() == 0 ? "" : " " + (place.variant() + 1);
        var fitted = new StringBuilder(text);
        while (fitted.codePointCount(0, fitted.length()) + suffix.length() < least) {
            fitted.append(' ').append(text);
        }
        int length = fitted.codePointCount(0, fitted.length());
        int room = Math.max(0, most - suffix.length());
        if (length > room) {
            fitted.setLength(fitted.offsetByCodePoints(0, room));
        }
        String whole = fitted + suffix;
        return whole.length() > most && most < suffix.length() ? shortest(place.variant(), most) : whole;
    }

    private static String shortest(int variant, int most) {
        return most == 0 ? "" : String.valueOf((char) ('a' + variant % 26)).repeat(most);
    }
}

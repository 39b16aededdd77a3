package dev.interline.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How single values are written and read. */
final class Values {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

    private static final long DAY = Duration.ofDays(1).toSeconds();

    private static final Map<Class<?>, Form> FORMS = Map.ofEntries(
            Map.entry(String.class, new Form("a text", text -> text)),
            Map.entry(Secret.class, new Form("a secret text", Secret::new)),
            Map.entry(int.class, new Form("a whole number", Integer::valueOf)),
            Map.entry(Integer.class, new Form("a whole number", Integer::valueOf)),
            Map.entry(Long.class, new Form("a whole number", Long::valueOf)),
            Map.entry(boolean.class, new Form("true or false", List.of("true", "false"), Values::flag)),
            Map.entry(Boolean.class, new Form("true or false", List.of("true", "false"), Values::flag)),
            Map.entry(Duration.class, new Form("a duration such as 250ms, 5s, 2m or 1h", Values::duration)),
            Map.entry(Size.class, new Form("a size such as 512B, 256KB, 32MB or 1GB", Size::parse)),
            Map.entry(BigDecimal.class, new Form("a decimal such as \"0.000001\"", Decimals::parse)),
            Map.entry(Path.class, new Form("a path", Path::of)),
            Map.entry(URI.class, new Form("an address such as http://127.0.0.1:9001/v1", URI::create)),
            Map.entry(Network.class,
                    new Form("an address or a network such as 127.0.0.1 or 10.0.0.0/8", Network::parse)),
            Map.entry(Age.class, new Form("a duration from 1d to 3650d such as 90d, or forever", Age::parse)),
            Map.entry(Credits.class, new Form("dollars such as 1000 or 0.50, or unmetered", Credits::parse)));

    private Values() {}

    /**
     * One type of value.
     *
     * @param allowed what its text looks like
     * @param words all texts that are allowed, when there are few
     * @param read turns such a text into the value, or throws an IllegalArgumentException
     */
    record Form(String allowed, List<String> words, Function<String, Object> read) {
        Form(String allowed, Function<String, Object> read) {
            this(allowed, List.of(), read);
        }
    }

    /** The form of a type's values, or nothing for records, lists and maps. */
    static Optional<Form> form(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(choice(type.getEnumConstants()));
        }
        return Optional.ofNullable(FORMS.get(type));
    }

    /** A value in the form in which it is read. */
    static String text(Object value) {
        return switch (value) {
            case Duration duration -> text(duration);
            case BigDecimal decimal -> decimal.toPlainString();
            case Enum<?> choice -> word(choice);
            default -> value.toString();
        };
    }

    private static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds <= 600) {
            return seconds + "s";
        }
        if (seconds % DAY == 0 && seconds > DAY) {
            return seconds / DAY + "d";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static Form choice(Object[] constants) {
        var words = Arrays.stream(constants).map(constant -> word((Enum<?>) constant)).toList();
        String allowed = words.size() == 1 ? words.getFirst()
                : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
        return new Form(allowed, words, text -> {
            int at = words.indexOf(text);
            if (at < 0) {
                throw new IllegalArgumentException("no such choice");
            }
            return constants[at];
        });
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Boolean flag(String text) {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw new IllegalArgumentException("no flag");
        };
    }

    static Duration duration(String text) {
        Matcher form = DURATION.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("no duration");
        }
        long count = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case String _ -> Duration.ofDays(count);
        };
    }
}

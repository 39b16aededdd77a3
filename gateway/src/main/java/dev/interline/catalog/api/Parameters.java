package dev.interline.catalog.api;

import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Query parameters, read with their bounds. A parameter without a value counts as not sent; unknown ones are ignored.
 *
 * @param values by name
 */
record Parameters(Map<String, String> values) {

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The items of a comma list, in lower case; none when it was not sent. */
    List<String> items(String name) {
        return text(name).stream().flatMap(list -> Arrays.stream(list.split(",")))
                .map(item -> item.strip().toLowerCase(Locale.ROOT)).filter(item -> !item.isEmpty()).toList();
    }

    /** @throws Rejected when an item is none of those allowed */
    List<String> items(String name, List<String> allowed) {
        List<String> items = items(name);
        items.stream().filter(item -> !allowed.contains(item)).findFirst().ifPresent(item -> {
            throw refused(name, item, "one or more of " + String.join(", ", allowed) + ", separated by commas");
        });
        return items;
    }

    /** @throws Rejected when it is none of those allowed */
    Optional<String> choice(String name, List<String> allowed) {
        Optional<String> value = text(name);
        value.filter(text -> !allowed.contains(text)).ifPresent(text -> {
            throw refused(name, text, "one of " + String.join(", ", allowed));
        });
        return value;
    }

    /** @throws Rejected when it is no whole number from {@code low} to {@code high} */
    OptionalInt whole(String name, int low, int high) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        String bounds = high == Integer.MAX_VALUE ? "of " + low + " or more" : "from " + low + " to " + high;
        try {
            int number = Integer.parseInt(value.get());
            if (number >= low && number <= high) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw refused(name, value.get(), "a whole number " + bounds);
    }

    /** @throws Rejected when it is no number from 0 to {@code high} */
    Optional<BigDecimal> number(String name, Optional<BigDecimal> high) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (value.get().length() <= 40) {
                var number = new BigDecimal(value.get());
                if (number.signum() >= 0 && Math.abs((long) number.scale()) <= 40
                        && high.map(most -> number.compareTo(most) <= 0).orElse(true)) {
                    return Optional.of(number);
                }
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw refused(name, value.get(),
                high.map(most -> "a number from 0 to " + most).orElse("a number of 0 or more"));
    }

    private static Rejected refused(String name, String value, String allowed) {
        String shown = value.length() <= 100 ? value : value.substring(0, 100) + "...";
        return new Rejected(Problem.invalid("Query parameter " + name + ": \"" + shown + "\" is not allowed; give "
                + allowed + ".").with("parameter", name));
    }
}

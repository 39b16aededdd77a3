package dev.interline.provider.simulator;

import dev.interline.provider.simulator.Directives.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects directives word by word. */
final class DirectiveReader {
    static final String ALLOWED = "status=400..599, retry_after=SECONDS, first_token=DURATION, tokens=N, rate=N/s, "
            + "cut_after=N, stall_after=N, malformed_after=N, usage=none, finish=REASON, empty, "
            + "tool=NAME";

    private static final int MOST_TOKENS = 20_000;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(ms|s|m)?");
    private static final Pattern RATE = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(?:/s)?");
    private static final List<String> REASONS = List.of("stop", "length", "tool_calls", "content_filter", "error",
            "none");

    private OptionalInt status = OptionalInt.empty();
    private Optional<Duration> retryAfter = Optional.empty();
    private Duration firstToken = Duration.ZERO;
    private OptionalInt tokens = OptionalInt.empty();
    private OptionalDouble rate = OptionalDouble.empty();
    private Optional<Fault> fault = Optional.empty();
    private boolean usage = true;
    private Optional<String> finish = Optional.empty();
    private boolean empty;
    private Optional<String> tool = Optional.empty();

    /** Takes one directive; returns what is wrong with it. */
    Optional<String> take(String word) {
        int sign = word.indexOf('=');
        String name = sign < 0 ? word : word.substring(0, sign);
        String value = sign < 0 ? "" : word.substring(sign + 1);
        boolean understood = switch (name) {
            case "status" -> {
                status = number(value, 400, 599);
                yield status.isPresent();
            }
            case "retry_after" -> {
                retryAfter = duration(value);
                yield retryAfter.isPresent();
            }
            case "first_token" -> {
                Optional<Duration> pause = duration(value);
                firstToken = pause.orElse(Duration.ZERO);
                yield pause.isPresent();
            }
            case "tokens" -> {
                tokens = number(value, 1, MOST_TOKENS);
                yield tokens.isPresent();
            }
            case "rate" -> {
                rate = rate(value);
                yield rate.isPresent();
            }
            case "cut_after" -> breaks(Fault.Kind.CUT, value);
            case "stall_after" -> breaks(Fault.Kind.STALL, value);
            case "malformed_after" -> breaks(Fault.Kind.MALFORMED, value);
            case "usage" -> {
                usage = false;
                yield value.equals("none");
            }
            case "finish" -> {
                finish = Optional.of(value);
                yield REASONS.contains(value);
            }
            case "empty" -> {
                empty = true;
                yield sign < 0;
            }
            case "tool" -> {
                tool = Optional.of(value);
                yield !value.isEmpty();
            }
            default -> false;
        };
        return understood
                ? Optional.empty()
                : Optional.of("The directive '" + cut(word) + "' is not understood. Allowed in [[simulate: ...]]: "
                        + ALLOWED + " (see docs/simulator.md)");
    }

    Directives directives() {
        return new Directives(status, retryAfter, firstToken, tokens, rate, fault, usage, finish, empty, tool);
    }

    private boolean breaks(Fault.Kind kind, String value) {
        OptionalInt after = number(value, 0, MOST_TOKENS);
        if (after.isPresent()) {
            fault = Optional.of(new Fault(kind, after.getAsInt()));
        }
        return after.isPresent();
    }

    private static OptionalInt number(String value, int least, int most) {
        if (!value.matches("\\d{1,6}")) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(value);
        return number < least || number > most ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static OptionalDouble rate(String value) {
        Matcher matcher = RATE.matcher(value);
        double number = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        return number > 0 ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    /** {@code 3s}, {@code 250ms}, {@code 1m} or plain seconds. */
    private static Optional<Duration> duration(String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        double millis =
                Double.parseDouble(matcher.group(1)) * (unit.equals("ms") ? 1 : unit.equals("s") ? 1000 : 60_000);
        Duration duration = Duration.ofMillis(Math.round(millis));
        return duration.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(duration);
    }

    private static String cut(String word) {
        return word.length() <= 60 ? word : word.substring(0, 60) + "…";
    }
}

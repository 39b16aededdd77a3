package dev.interline.provider.openai;

import dev.interline.exchange.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long an upstream asks to be left alone, in the ways in which vendors say it. */
final class RetryAfter {
    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /** The wait that the headers ask for, at most a day. */
    static Optional<Duration> of(Headers headers, InstantSource clock) {
        return headers.first("retry-after-ms").flatMap(text -> amount(text, 1))
                .or(() -> headers.first("retry-after").flatMap(text -> seconds(text, clock)))
                .or(() -> exhausted(headers, "requests"))
                .or(() -> exhausted(headers, "tokens"))
                .or(() -> headers.first("x-ratelimit-reset").flatMap(text -> moment(text, clock)))
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private static Optional<Duration> seconds(String text, InstantSource clock) {
        return amount(text, 1000).or(() -> date(text, clock));
    }

    private static Optional<Duration> amount(String text, long millis) {
        try {
            double value = Double.parseDouble(text.strip());
            return value >= 0 && value < 1e9 ? Optional.of(Duration.ofMillis((long) Math.ceil(value * millis)))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> date(String text, InstantSource clock) {
        try {
            Instant then = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(until(then, clock));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** OpenAI, Groq: {@code x-ratelimit-reset-tokens: 1m7.66s}, told when nothing of that kind remains. */
    private static Optional<Duration> exhausted(Headers headers, String kind) {
        return headers.first("x-ratelimit-remaining-" + kind).filter(left -> left.strip().equals("0"))
                .flatMap(_ -> headers.first("x-ratelimit-reset-" + kind))
                .flatMap(RetryAfter::units);
    }

    /** A moment in epoch seconds or milliseconds, or a number of seconds from now. */
    private static Optional<Duration> moment(String text, InstantSource clock) {
        try {
            double value = Double.parseDouble(text.strip());
            if (value > 1e11) {
                return Optional.of(until(Instant.ofEpochMilli((long) value), clock));
            }
            return value > 1e9 ? Optional.of(until(Instant.ofEpochSecond((long) value), clock)) : amount(text, 1000);
        } catch (NumberFormatException e) {
            return units(text);
        }
    }

    /** Durations such as {@code 6m0s}, {@code 7.66s}, {@code 20ms}, {@code 1h2m}. */
    private static Optional<Duration> units(String text) {
        String rest = text.strip();
        double millis = 0;
        while (!rest.isEmpty()) {
            int digits = 0;
            while (digits < rest.length() && (Character.isDigit(rest.charAt(digits)) || rest.charAt(digits) == '.')) {
                digits++;
            }
            int end = digits;
            while (end < rest.length() && Character.isLetter(rest.charAt(end))) {
                end++;
            }
            double factor = switch (rest.substring(digits, end)) {
                case "ms" -> 1;
                case "s", "" -> 1_000;
                case "m" -> 60_000;
                case "h" -> 3_600_000;
                case "d" -> 86_400_000;
                default -> 0;
            };
            Optional<Duration> part = amount(rest.substring(0, digits), 1);
            if (factor == 0 || part.isEmpty()) {
                return Optional.empty();
            }
            millis += Double.parseDouble(rest.substring(0, digits)) * factor;
            rest = rest.substring(end);
        }
        return Optional.of(Duration.ofMillis((long) Math.ceil(millis)));
    }

    private static Duration until(Instant then, InstantSource clock) {
        Duration wait = Duration.between(clock.instant(), then);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}

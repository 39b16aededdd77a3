package dev.interline.provider.simulator;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code format} keyword of JSON Schema: an example of each, and what looks like one. */
final class Formats {
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+");
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[!-~]+");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern HOSTNAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern DURATION = Pattern
            .compile("P(?!$)(?:\\d+W|(?:\\d+Y)?(?:\\d+M)?(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+S)?)?)");

    private Formats() {}

    /** An example of a format; each {@code variant} gives another. Empty for formats that are not known. */
    static Optional<String> example(String format, int variant) {
        String number = variant == 0 ? "" : Integer.toString(variant + 1);
        LocalDate day = LocalDate.of(2026, 1, 15).plusDays(variant);
        return switch (format) {
            case "date-time" -> Optional.of(day + "T12:00:00Z");
            case "date" -> Optional.of(day.toString());
            case "time" -> Optional.of("12:%02d:00Z".formatted(variant % 60));
            case "duration" -> Optional.of("PT" + (variant + 1) + "H");
            case "email", "idn-email" -> Optional.of("user" + number + "@example.com");
            case "hostname", "idn-hostname" -> Optional.of("host" + number + ".example.com");
            case "ipv4" -> Optional.of("192.0.2." + (variant % 255 + 1));
            case "ipv6" -> Optional.of("2001:db8::" + Integer.toHexString(variant % 65_535 + 1));
            case "uri", "url", "iri" -> Optional.of("https://example.com/" + number);
            case "uri-reference", "iri-reference" -> Optional.of("/example" + number);
            case "uri-template" -> Optional.of("https://example.com/{id" + number + "}");
            case "uuid" -> Optional.of("00000000-0000-4000-8000-%012x".formatted(variant + 1));
            case "json-pointer" -> Optional.of("/example" + number);
            case "relative-json-pointer" -> Optional.of("0/example" + number);
            case "regex" -> Optional.of("[a-z]+" + number);
            case "byte" -> Optional.of("c2ltdWxhdGVk");
            default -> Optional.empty();
        };
    }

    /** Whether a text has the format; every text has one that is not known. */
    static boolean fits(String format, String text) {
        return switch (format) {
            case "date-time" -> parses(() -> OffsetDateTime.parse(text));
            case "date" -> parses(() -> LocalDate.parse(text));
            case "time" -> parses(() -> OffsetTime.parse(text));
            case "duration" -> DURATION.matcher(text).matches();
            case "email", "idn-email" -> EMAIL.matcher(text).matches();
            case "hostname", "idn-hostname" -> HOSTNAME.matcher(text).matches();
            case "ipv4" -> IPV4.matcher(text).matches();
            case "ipv6" -> text.toLowerCase(Locale.ROOT).matches("[0-9a-f:]*:[0-9a-f:.]*");
            case "uri", "url", "iri" -> URI.matcher(text).matches();
            case "uuid" -> UUID.matcher(text).matches();
            case "uri-reference", "iri-reference", "uri-template" -> text.matches("[!-~]*");
            case "json-pointer" -> text.isEmpty() || text.startsWith("/");
            case "relative-json-pointer" -> text.matches("\\d+(?:#|/.*)?");
            case "regex" -> Patterns.compiles(text);
            case "byte" -> text.matches("[A-Za-z0-9+/]*={0,2}");
            default -> true;
        };
    }

    private static boolean parses(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}

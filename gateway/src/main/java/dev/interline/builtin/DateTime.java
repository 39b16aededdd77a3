package dev.interline.builtin;

import dev.interline.bytes.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The time now, in other zones, later or earlier, and how long it is between two times. */
final class DateTime implements Builtin {
    private static final int LONGEST = 100;

    private final InstantSource clock;

    DateTime(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "date_time";
    }

    @Override
    public String description() {
        return "Tells the date and time now or at a given time, in any time zone, after adding an ISO 8601 duration, and how"
                + " long it is until another time.";
    }

    @Override
    public ObjectNode parameters() {
        var schema = Arguments.schema();
        Arguments.with(schema, "time", "string", "ISO 8601 time, such as 2026-03-01T09:30 or 2026-03-01; default: now");
        Arguments.with(schema, "zone", "string", "Zone of that time, such as Europe/Berlin; default: UTC");
        Arguments.with(schema, "to_zone", "string", "Zone of the answer; default: the same");
        Arguments.with(schema, "add", "string", "ISO 8601 duration to add, such as P1M, PT36H or -P2W");
        return Arguments.with(schema, "until", "string", "Another time: how long it is until then");
    }

    @Override
    public JsonNode run(JsonNode arguments) {
        try {
            ZoneId zone = zone(arguments, "zone").orElse(ZoneId.of("UTC"));
            ZonedDateTime time = time(arguments, "time", zone).orElseGet(() -> clock.instant().atZone(zone));
            Optional<String> add = Arguments.optionalText(arguments, "add", LONGEST);
            ZonedDateTime then = add.isPresent() ? plus(time, add.get()) : time;
            ZonedDateTime shown = zone(arguments, "to_zone").map(then::withZoneSameInstant).orElse(then);
            var answer = Json.mapper().createObjectNode()
                    .put("time", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(shown.withNano(0)))
                    .put("zone", shown.getZone().getId())
                    .put("weekday", shown.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                    .put("unix", shown.toEpochSecond());
            time(arguments, "until", zone).ifPresent(end -> {
                Duration between = Duration.between(then, end);
                answer.put("until", between.toString()).put("until_seconds", between.toSeconds())
                        .put("until_days", between.toDays());
            });
            return answer;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static ZonedDateTime plus(ZonedDateTime time, String text) {
        boolean negative = text.startsWith("-");
        String plain = negative ? text.substring(1) : text;
        int clockPart = plain.indexOf('T');
        String days = clockPart < 0 ? plain : plain.substring(0, clockPart);
        Period period = days.equals("P") ? Period.ZERO : Period.parse(days);
        Duration rest = clockPart < 0 ? Duration.ZERO : Duration.parse("P" + plain.substring(clockPart));
        return negative ? time.minus(period).minus(rest) : time.plus(period).plus(rest);
    }

    private static Optional<ZoneId> zone(JsonNode arguments, String name) {
        return Arguments.optionalText(arguments, name, LONGEST).map(ZoneId::of);
    }

    private static Optional<ZonedDateTime> time(JsonNode arguments, String name, ZoneId zone) {
        return Arguments.optionalText(arguments, name, LONGEST).map(text -> {
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return LocalDate.parse(text).atStartOfDay(zone);
            }
            return text.matches(".*(Z|[+-]\\d{2}:?\\d{2})$") ? OffsetDateTime.parse(text).atZoneSameInstant(zone)
                    : LocalDateTime.parse(text).atZone(zone);
        });
    }
}

package dev.interline.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as people give it: an instant, a date (its beginning in UTC), or how long from now. */
final class Expiry implements ITypeConverter<Instant> {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})([smhdw])");

    private final InstantSource clock;

    Expiry(InstantSource clock) {
        this.clock = clock;
    }

    /** For picocli. */
    Expiry() {
        this(InstantSource.system());
    }

    @Override
    public Instant convert(String text) {
        var span = SPAN.matcher(text);
        if (span.matches()) {
            long count = Long.parseLong(span.group(1));
            return clock.instant().plus(switch (span.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                case "d" -> Duration.ofDays(count);
                default -> Duration.ofDays(7 * count);
            });
        }
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + text
                    + "' is not a time; write 2027-01-31, 2027-01-31T12:00:00Z, or how long from now, such as 30d");
        }
    }
}

package dev.interline.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bench/start} says of a gateway.
 *
 * @param millis from its start to its first answer, the median of ten
 * @param resident memory in MB, idle
 */
record Starts(double millis, double resident) {
    private static final Pattern LAST_LINE = Pattern.compile("median ([0-9.]+) ms of \\d+; idle RSS: ([0-9.]+) MB");

    /** Runs it on all of the machine's processors, with nobody else at work. */
    static Starts of(Path home, String processors) {
        try {
            var process = new ProcessBuilder("taskset", "-c", processors, home.resolve("bench/start").toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var figures = LAST_LINE.matcher(out);
            if (!figures.find()) {
                throw new IllegalStateException("bench/start failed: " + out);
            }
            return new Starts(Double.parseDouble(figures.group(1)), Double.parseDouble(figures.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void report(List<Starts> gateways, Report report) {
        var own = gateways.getFirst();
        report.add(new Report.Row("start to first answer, median of 10", "ms", column(gateways, Starts::millis), null,
                "<= 600 ms", own.millis() <= 600));
        report.add(new Report.Row("memory of an idle server", "MB", column(gateways, Starts::resident), null,
                "<= 150 MB", own.resident() <= 150));
    }

    private interface Figure {
        double of(Starts starts);
    }

    private static List<@Nullable Double> column(List<Starts> gateways, Figure figure) {
        var values = new ArrayList<@Nullable Double>();
        values.add(null);
        gateways.forEach(gateway -> values.add(figure.of(gateway)));
        return values;
    }
}

package dev.interline.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The machine's own times since its start, in ticks.
 *
 * @param all all of them
 * @param stolen those that its neighbours on the same host took
 */
record Machine(long all, long stolen) {
    static Machine now() {
        String[] words = read(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split(" +");
        long all = 0;
        for (int i = 1; i <= 8; i++) {
            all += Long.parseLong(words[i]);
        }
        return new Machine(all, Long.parseLong(words[8]));
    }

    /** The share that was stolen since then, 0 to 1. */
    double stolenSince(Machine earlier) {
        return all == earlier.all ? 0 : (double) (stolen - earlier.stolen) / (all - earlier.all);
    }

    /** When and on what a table was made. */
    static String describe() {
        String model = read(Path.of("/proc/cpuinfo")).lines().filter(line -> line.startsWith("model name")).findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown processor");
        String kernel = read(Path.of("/proc/sys/kernel/osrelease")).strip();
        return "Made by `bench/run` at " + Instant.now().truncatedTo(ChronoUnit.MINUTES) + " on " + model + ", Linux "
                + kernel + ", Java " + Runtime.version() + ". Figures are medians of interleaved runs.\n";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.interline.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the system itself has accounted for a process, thread by thread. */
record Meter(long pid) {
    /** CPU time in nanoseconds by the kind of thread. */
    record Cpu(Map<String, Long> byThread) {
        long total() {
            return byThread.values().stream().mapToLong(Long::longValue).sum();
        }

        /** The threads whose names begin so. */
        long of(String name) {
            return byThread.entrySet().stream().filter(thread -> thread.getKey().startsWith(name))
                    .mapToLong(Map.Entry::getValue).sum();
        }

        Cpu minus(Cpu earlier) {
            var difference = new TreeMap<String, Long>();
            byThread.forEach((name, time) -> difference.put(name, time - earlier.byThread.getOrDefault(name, 0L)));
            return new Cpu(difference);
        }
    }

    Cpu cpu() {
        var threads = new TreeMap<String, Long>();
        for (var thread : list(Path.of("/proc", Long.toString(pid), "task"))) {
            try {
                long time = Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
                threads.merge(Files.readString(thread.resolve("comm")).strip(), time, Long::sum);
            } catch (NoSuchFileException e) {
                // A thread that has just ended.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Cpu(threads);
    }

    /** Resident memory in KB. */
    long resident() {
        try {
            return entry(Path.of("/proc", Long.toString(pid), "status"), "VmRSS:");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Calls by which threads whose names begin so have written to a file, to another thread's wake-up, or several buffers at
     * once to a socket. The system does not count those that send one buffer.
     */
    long writes(String name) {
        return list(Path.of("/proc", Long.toString(pid), "task")).stream().mapToLong(thread -> {
            try {
                return Files.readString(thread.resolve("comm")).startsWith(name)
                        ? entry(thread.resolve("io"), "syscw:")
                        : 0;
            } catch (NoSuchFileException e) {
                return 0; // It has just ended.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).sum();
    }

    private static long entry(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> line.startsWith(name)).findFirst()
                .map(line -> Long.parseLong(line.replaceAll("\\D", ""))).orElseThrow();
    }

    /** Open file descriptors. */
    int descriptors() {
        return list(Path.of("/proc", Long.toString(pid), "fd")).size();
    }

    private static List<Path> list(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

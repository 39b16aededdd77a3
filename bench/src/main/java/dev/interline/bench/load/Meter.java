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
        return entry("status", "VmRSS:");
    }

    /** Calls by which it has written to a socket, a file or another thread's wake-up. */
    long writes() {
        return entry("io", "syscw:");
    }

    private long entry(String file, String name) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), file)).stream()
                    .filter(line -> line.startsWith(name)).findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", ""))).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

package dev.interline.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code bench/run}: measures a gateway beside nginx, and beside another commit's gateway if one is given. */
public final class Main {
    private Main() {}

    /**
     * Runs it.
     *
     * @param args {@code name=value}: {@code home} and {@code name} of the gateway, {@code base} and {@code base-name}
     *        of another to compare with, {@code cpu} for what is measured, {@code rounds}, {@code only} (groups, by
     *        comma), {@code out} (file of the table)
     */
    public static void main(String[] args) throws IOException {
        Map<String, String> options = options(args);
        Path home = Path.of(options.getOrDefault("home", ".")).toAbsolutePath();
        int cpu = Integer.parseInt(options.getOrDefault("cpu", "0"));
        int rounds = Integer.parseInt(options.getOrDefault("rounds", "5"));
        Path folder = Files.createTempDirectory("interline-bench");
        var only = List.of(options.getOrDefault("only",
                "start,memory,requests,streams,bursts,latency,large,knee,allocation").split(","));
        var open = new ArrayList<Subject>();
        boolean failed;
        try (var reactor = new Reactor()) {
            var starts = new ArrayList<Starts>();
            if (only.contains("start")) {
                for (var place : homes(options)) {
                    starts.add(Starts.of(place, options.getOrDefault("both", "0,1")));
                }
            }
            var provider = new FakeProvider(reactor);
            var nginx = opened(open, Subject.nginx(folder, cpu, provider.port()));
            var gateways = new ArrayList<Subject>();
            gateways.add(opened(open, Subject.gateway(options.getOrDefault("name", "interline"), home, folder, cpu,
                    provider.port())));
            if (options.containsKey("base")) {
                gateways.add(opened(open, Subject.gateway(options.getOrDefault("base-name", "base"),
                        Path.of(options.get("base")), folder, cpu, provider.port())));
            }
            var report = report(nginx, gateways);
            if (!starts.isEmpty()) {
                Starts.report(starts, report);
            }
            var scenarios = new Scenarios(reactor, provider, nginx, gateways, report, rounds);
            run(only, scenarios);
            String table = report.table() + "\nRuns that were kept although the machine was not quiet: "
                    + scenarios.disturbed() + ".\n";
            System.out.println();
            System.out.println(table);
            if (options.containsKey("out")) {
                Files.writeString(Path.of(options.get("out")), Machine.describe() + "\n" + table);
            }
            failed = !report.allMet();
        } finally {
            open.reversed().forEach(Subject::close);
        }
        System.exit(failed ? 1 : 0);
    }

    private static Report report(Subject nginx, List<Subject> gateways) {
        var columns = new ArrayList<String>(List.of(nginx.name()));
        gateways.forEach(gateway -> columns.add(gateway.name()));
        return new Report(columns);
    }

    private static List<Path> homes(Map<String, String> options) {
        var homes = new ArrayList<Path>(List.of(Path.of(options.getOrDefault("home", ".")).toAbsolutePath()));
        if (options.containsKey("base")) {
            homes.add(Path.of(options.get("base")));
        }
        return homes;
    }

    private static void run(List<String> only, Scenarios scenarios) {
        if (only.contains("memory")) {
            scenarios.memory();
        }
        if (only.contains("growth")) {
            scenarios.growth();
        }
        scenarios.warmUp();
        if (only.contains("requests")) {
            scenarios.saturated();
            scenarios.alone();
            scenarios.steady();
        }
        if (only.contains("streams")) {
            scenarios.streams(Script.FAST, 1000);
            scenarios.streams(Script.SLOW, 5000);
        }
        if (only.contains("bursts")) {
            scenarios.bursts();
        }
        if (only.contains("latency")) {
            scenarios.jsonLatency();
            scenarios.firstChunk();
        }
        if (only.contains("large")) {
            scenarios.large();
        }
        if (only.contains("knee")) {
            scenarios.knee();
        }
        if (only.contains("allocation")) {
            scenarios.allocation();
        }
    }

    private static Subject opened(List<Subject> open, Subject subject) {
        open.add(subject);
        return subject;
    }

    private static Map<String, String> options(String[] args) {
        var options = new HashMap<String, String>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("Not an option: " + arg);
            }
            options.put(arg.substring(0, equals), arg.substring(equals + 1));
        }
        return options;
    }
}

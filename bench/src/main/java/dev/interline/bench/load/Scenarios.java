package dev.interline.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/** What is measured, one method for each group of lines of the table. */
final class Scenarios {
    private static final Duration RAMP = Duration.ofSeconds(2);
    private static final int WARM_UPS = 30;
    private static final String CPU = "cpu";
    private static final int MANY = 5000;

    private final Reactor reactor;
    private final FakeProvider provider;
    private final Subject direct;
    private final Subject nginx;
    /** The gateway that is judged, then those it is compared with. */
    private final List<Subject> gateways;
    private final List<Subject> all = new ArrayList<>();
    private final Report report;
    private final int rounds;
    private int disturbed;

    Scenarios(Reactor reactor, FakeProvider provider, Subject nginx, List<Subject> gateways, Report report,
            int rounds) {
        this.reactor = reactor;
        this.provider = provider;
        this.direct = Subject.direct(provider.port());
        this.nginx = nginx;
        this.gateways = gateways;
        this.report = report;
        this.rounds = rounds;
        all.add(nginx);
        all.addAll(gateways);
    }

    /** What open streams hold in processes that have done nothing else yet. */
    void memory() {
        reactor.runFor(Duration.ofSeconds(3));
        var each = new HashMap<Subject, Double>();
        for (var subject : all) {
            long idle = subject.meter().resident();
            held(subject, Duration.ofSeconds(5),
                    () -> each.put(subject, (subject.meter().resident() - idle) / (double) MANY));
        }
        report.add(new Report.Row("memory per open stream over idle, %,d streams".formatted(MANY), "KB",
                columns(each::get), null, "<= 64 KB", of(gateways.getFirst(), each) <= 64));
    }

    /** Whether memory is kept while streams go on and on: from the second minute to the tenth, garbage not counted. */
    void growth() {
        var grown = new HashMap<Subject, Double>();
        for (var subject : gateways) {
            held(subject, Duration.ofMinutes(2), () -> {
                try (var heap = new Heap(subject.meter().pid())) {
                    long before = heap.live();
                    reactor.runFor(Duration.ofMinutes(8));
                    grown.put(subject, (heap.live() - before) / 1048576.0);
                }
            });
        }
        report.add(
                new Report.Row("growth of the live heap, %,d open streams, from minute 2 to 10".formatted(MANY), "MB",
                        columns(grown::get), null, "none (<= 1 MB)", of(gateways.getFirst(), grown) <= 1));
    }

    private void held(Subject subject, Duration time, Runnable look) {
        using(subject.request(Script.SLOW), clients -> {
            provider.ending(false);
            clients.open(MANY, RAMP);
            reactor.runFor(time);
            look.run();
            provider.ending(true);
            clients.await(Duration.ofSeconds(20));
            checked(subject, clients);
        });
    }

    /** Lets just-in-time compilers do their work first: until they take less than 2% of what a request costs. */
    void warmUp() {
        for (var subject : all) {
            warmUp(subject, subject.request(Script.JSON), 64);
            warmUp(subject, subject.request(Script.BURST), 8);
            using(subject.request(Script.SHORT), clients -> {
                clients.send(300, Duration.ofSeconds(5), 1);
                clients.await(Duration.ofSeconds(20));
            });
        }
    }

    private void warmUp(Subject subject, Request request, int connections) {
        using(request, clients -> {
            for (int i = 0; i < WARM_UPS; i++) {
                clients.reset();
                var cpu = measured(subject, () -> clients.saturate(connections, Duration.ofSeconds(2)));
                checked(subject, clients);
                if (cpu.of("C1 Compiler") + cpu.of("C2 Compiler") < cpu.total() * 0.02) {
                    return;
                }
            }
        });
    }

    /** A request that is answered as JSON, with both sides busy. */
    void saturated() {
        var trials = trials(rounds, all, subject -> {
            var figures = new HashMap<String, Double>();
            using(subject.request(Script.JSON), clients -> {
                var cpu = measured(subject, () -> clients.saturate(64, Duration.ofSeconds(2)));
                double n = checked(subject, clients);
                figures.put("path", (cpu.total() - cpu.of("settlement")) / n / 1e3);
                figures.put("settlement", cpu.of("settlement") / n / 1e3);
                figures.put("rate", n / 2);
            });
            return figures;
        });
        ratio(trials, "data path: CPU per request, saturated, 2 KB", "us", "path", "<= 1.8 x nginx", r -> r <= 1.8);
        own(trials, "settlement thread: CPU per request, in groups", "us", "settlement", "<= 15 us", v -> v <= 15);
        own(trials, "requests answered, saturated", "1/s", "rate", "", null);
    }

    /** One request after the other, with pauses: each is settled alone. */
    void alone() {
        var trials = trials(rounds, gateways, subject -> {
            var figures = new HashMap<String, Double>();
            using(subject.request(Script.JSON), clients -> {
                var cpu = measured(subject, () -> clients.send(15, Duration.ofSeconds(2), 3));
                clients.await(Duration.ofSeconds(5));
                figures.put("settlement", cpu.of("settlement") / checked(subject, clients) / 1e3);
            });
            return figures;
        });
        own(trials, "settlement thread: CPU per request, alone", "us", "settlement", "<= 40 us", v -> v <= 40);
    }

    /** Everything that a request costs at a rate that leaves room. */
    void steady() {
        var trials = trials(rounds, all, subject -> {
            var figures = new HashMap<String, Double>();
            using(subject.request(Script.JSON), clients -> {
                clients.send(5000, Duration.ofMillis(500), 5);
                clients.await(Duration.ofSeconds(5));
                clients.reset();
                var cpu = measured(subject, () -> clients.send(5000, Duration.ofSeconds(2), 6));
                clients.await(Duration.ofSeconds(5));
                figures.put(CPU, cpu.total() / checked(subject, clients) / 1e3);
            });
            return figures;
        });
        ratio(trials, "total CPU per request at 5,000/s", "us", CPU, "<= 3.0 x nginx", r -> r <= 3.0);
    }

    /** Many streams that are open at once. */
    void streams(Script script, int count) {
        var trials = trials(rounds, all, subject -> {
            var figures = new HashMap<String, Double>();
            using(subject.request(script), clients -> {
                provider.ending(false);
                clients.open(count, RAMP);
                reactor.runFor(Duration.ofMillis(500));
                long before = clients.events();
                var cpu = measured(subject, () -> reactor.runFor(Duration.ofSeconds(3)));
                figures.put(CPU, cpu.total() / 1e3 / (clients.events() - before));
                if (clients.running() < count) {
                    throw new IllegalStateException(subject.name() + " lost streams: " + clients.running());
                }
                provider.ending(true);
                clients.await(Duration.ofSeconds(20));
                checked(subject, clients);
            });
            provider.hangUp();
            return figures;
        });
        ratio(trials, "CPU per streamed chunk, %,d streams x %d/s".formatted(count, script.events()), "us", CPU,
                "<= 1.5 x nginx", r -> r <= 1.5);
    }

    /** A hundred events in one write. */
    void bursts() {
        var trials = trials(rounds, all, subject -> {
            var figures = new HashMap<String, Double>();
            using(subject.request(Script.BURST), clients -> {
                var cpu = measured(subject, () -> clients.saturate(16, Duration.ofSeconds(2)));
                figures.put(CPU, cpu.total() / 1e3 / checked(subject, clients) / Script.BURST.events());
            });
            return figures;
        });
        own(trials, "burst of 100 events: CPU per event, the request included", "us", CPU, "<= 2.5 us", v -> v <= 2.5);
    }

    /** What a JSON answer takes longer than straight from the provider. */
    void jsonLatency() {
        latency("added latency of a JSON answer", Script.JSON, 2000, "p50", 0.35, "p99", 5);
    }

    /** What the first chunk of a stream takes longer. */
    void firstChunk() {
        latency("first chunk of a stream, added", Script.SHORT, 300, "p50", 0.2, "p99", Double.NaN);
    }

    private void latency(String what, Script script, int rate, String median, double medianLimit, String tail,
            double tailLimit) {
        var subjects = new ArrayList<Subject>();
        subjects.add(direct);
        subjects.addAll(all);
        var trials = trials(rounds, subjects, subject -> {
            var figures = new HashMap<String, Double>();
            using(subject.request(script), clients -> {
                clients.send(rate, Duration.ofMillis(500), 8);
                clients.reset();
                var cpu = measured(subject, () -> clients.send(rate, Duration.ofSeconds(3), 9));
                var times = script.streams() ? clients.first() : clients.whole();
                figures.put(median, times.getValueAtPercentile(50) / 1e6);
                figures.put(tail, times.getValueAtPercentile(99) / 1e6);
                figures.put("load", cpu.total() / 3e9 * 100);
                clients.await(Duration.ofSeconds(5));
                checked(subject, clients);
            });
            return figures;
        });
        added(trials, what + ", " + median, median, medianLimit);
        added(trials, what + ", " + tail, tail, tailLimit);
        own(trials, "  load of its processor meanwhile", "%", "load", "", null);
    }

    private void added(Trials trials, String what, String figure, double limit) {
        double value = trials.difference(gateways.getFirst(), direct, figure);
        report.add(new Report.Row(what, "ms",
                columns(subject -> trials.difference(subject, direct, figure)), null,
                Double.isNaN(limit) ? "" : "<= " + limit + " ms", Double.isNaN(limit) ? null : value <= limit));
    }

    /** How many short streams a second one processor carries, and how long the first byte takes at half of nginx's. */
    void knee() {
        var knees = new HashMap<Subject, Double>();
        for (var subject : all) {
            knees.put(subject, new Knee(reactor, subject).find());
        }
        double own = of(gateways.getFirst(), knees);
        report.add(new Report.Row("31-event streams: the knee (p95 of the first byte 100 ms)", "1/s",
                columns(knees::get), own / of(nginx, knees), ">= 1,000/s", own >= 1000));
        double rate = of(nginx, knees) / 2;
        var subjects = new ArrayList<Subject>();
        subjects.add(direct);
        subjects.addAll(all);
        var trials = trials(Math.min(3, rounds), subjects, subject -> {
            var figures = new HashMap<String, Double>();
            using(subject.request(Script.SHORT), clients -> {
                clients.send(rate, Duration.ofSeconds(1), 10);
                clients.reset();
                clients.send(rate, Duration.ofSeconds(3), 11);
                figures.put("p99", clients.first().getValueAtPercentile(99) / 1e6);
                clients.await(Duration.ofSeconds(10));
            });
            return figures;
        });
        added(trials, "first chunk, added, at half of nginx's knee (%,.0f/s), p99".formatted(rate), "p99", 20);
    }

    /** Large prompts. */
    void large() {
        large("100 KB prompt", 8, subject -> subject.request(Script.JSON, 100 * 1024));
        large("10 MB image", 2, subject -> subject.image(Script.JSON, 10 * 1024 * 1024));
    }

    private interface Asking {
        Request request(Subject subject);
    }

    private void large(String what, int connections, Asking asking) {
        var trials = trials(rounds, all, subject -> {
            var figures = new HashMap<String, Double>();
            var request = asking.request(subject);
            using(request, clients -> {
                var cpu = measured(subject, () -> clients.saturate(connections, Duration.ofSeconds(2)));
                figures.put(CPU, cpu.total() / 1e3 / (checked(subject, clients) * (request.body() / 1048576.0)));
            });
            return figures;
        });
        ratio(trials, what + ": CPU per MB", "us", CPU, "<= 2 x nginx", r -> r <= 2);
    }

    /** Bytes that the gateway's threads allocate; asking for them loads code into it, so this comes last. */
    void allocation() {
        var perRequest = new HashMap<Subject, Double>();
        var perChunk = new HashMap<Subject, Double>();
        for (var subject : gateways) {
            try (var heap = new Heap(subject.meter().pid())) {
                using(subject.request(Script.JSON), clients -> {
                    long before = heap.allocated();
                    clients.saturate(16, Duration.ofSeconds(2));
                    perRequest.put(subject, (heap.allocated() - before) / checked(subject, clients) / 1024);
                });
                using(subject.request(Script.FAST), clients -> {
                    provider.ending(false);
                    clients.open(200, Duration.ofMillis(500));
                    reactor.runFor(Duration.ofMillis(500));
                    long before = heap.allocated();
                    long events = clients.events();
                    reactor.runFor(Duration.ofSeconds(2));
                    perChunk.put(subject,
                            (heap.allocated() - before) / (double) (clients.events() - events) / 1024);
                    provider.ending(true);
                    clients.await(Duration.ofSeconds(10));
                });
            }
        }
        allocation("allocation per request", perRequest, 8);
        allocation("allocation per chunk", perChunk, 0.5);
    }

    private void allocation(String what, Map<Subject, Double> figures, double limit) {
        double own = of(gateways.getFirst(), figures);
        report.add(new Report.Row(what, "KB", columns(figures::get), null, "<= " + limit + " KB", own <= limit));
    }

    /** Runs that had to be kept although the machine was not quiet. */
    int disturbed() {
        return disturbed;
    }

    // ---- how ----

    private Trials trials(int times, List<Subject> subjects, Trials.Trial trial) {
        var trials = Trials.of(times, subjects, reactor.lags(), trial);
        disturbed += trials.disturbed();
        return trials;
    }

    private interface Work {
        void with(Clients clients);
    }

    private void using(Request request, Work work) {
        var clients = new Clients(reactor, request);
        try {
            work.with(clients);
        } finally {
            clients.close();
        }
    }

    private static Meter.Cpu measured(Subject subject, Runnable work) {
        var before = subject.meter().cpu();
        work.run();
        return subject.meter().cpu().minus(before);
    }

    /** How many requests were answered; none may have failed. */
    private static double checked(Subject subject, Clients clients) {
        if (clients.failed() > 0 || clients.completed() == 0) {
            throw new IllegalStateException(subject.name() + ": " + clients.completed() + " answered, "
                    + clients.failed() + " failed");
        }
        return clients.completed();
    }

    private static <T> T of(Subject subject, Map<Subject, T> figures) {
        return Objects.requireNonNull(figures.get(subject));
    }

    private interface Column {
        @Nullable
        Double of(Subject subject);
    }

    private List<@Nullable Double> columns(Column column) {
        var values = new ArrayList<@Nullable Double>();
        all.forEach(subject -> values.add(column.of(subject)));
        return values;
    }

    private void ratio(Trials trials, String what, String unit, String figure, String target, DoublePredicate met) {
        double ratio = trials.ratio(gateways.getFirst(), nginx, figure);
        report.add(new Report.Row(what, unit, columns(subject -> trials.median(subject, figure)), ratio, target,
                met.test(ratio)));
    }

    private void own(Trials trials, String what, String unit, String figure, String target,
            @Nullable DoublePredicate met) {
        report.add(new Report.Row(what, unit, columns(subject -> trials.knows(subject, figure)
                ? Double.valueOf(trials.median(subject, figure))
                : null), null, target, met == null ? null : met.test(trials.median(gateways.getFirst(), figure))));
    }
}

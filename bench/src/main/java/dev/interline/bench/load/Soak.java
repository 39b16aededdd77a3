package dev.interline.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Mixed load for a long time: answers, streams, bursts, large bodies, providers that refuse or break off, clients that
 * leave. Afterwards nothing of it may be left: no connection, no file descriptor, no memory that grew.
 */
final class Soak {
    /** Longer than idle connections to providers are kept. */
    private static final Duration DRAIN = Duration.ofSeconds(45);
    private static final Duration SAMPLE = Duration.ofSeconds(5);
    /** Resident memory may differ so much between the second and the last quarter: what a young generation breathes. */
    private static final double BREATH = 1.10;
    private static final int SPARE_DESCRIPTORS = 8;

    /** What was seen, and what is wrong with it; nothing is wrong if the list is empty. */
    record Outcome(int answered, List<Long> resident, int descriptorsBefore, int descriptorsAfter,
            List<String> faults) {}

    private final Reactor reactor;
    private final FakeProvider provider;
    private final Subject subject;
    private final List<Clients> all = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(17);

    Soak(Reactor reactor, FakeProvider provider, Subject subject) {
        this.reactor = reactor;
        this.provider = provider;
        this.subject = subject;
    }

    Outcome run(Duration time) {
        warmUp();
        int descriptors = subject.meter().descriptors();
        var resident = new ArrayList<Long>();
        long until = System.nanoTime() + time.toNanos();
        load(until);
        var leaving = leaving(until);
        while (System.nanoTime() < until) {
            reactor.runFor(SAMPLE);
            resident.add(subject.meter().resident());
        }
        all.forEach(clients -> clients.await(Duration.ofSeconds(30)));
        leaving.close();
        all.forEach(Clients::close);
        long end = System.nanoTime() + DRAIN.toNanos();
        reactor.runUntil(() -> provider.connections() == 0 || System.nanoTime() - end >= 0);
        reactor.runFor(Duration.ofSeconds(1));
        return judge(resident, descriptors);
    }

    /** What is made once and kept, such as a pool's connections to the database, is there before anything is counted. */
    private void warmUp() {
        var clients = new Clients(reactor, subject.request(Script.JSON));
        clients.send(200, Duration.ofSeconds(2), 1);
        clients.await(Duration.ofSeconds(10));
        clients.close();
        long end = System.nanoTime() + DRAIN.toNanos();
        reactor.runUntil(() -> provider.connections() == 0 || System.nanoTime() - end >= 0);
    }

    private void load(long until) {
        all.add(sending(subject.request(Script.JSON), 200, until));
        all.add(sending(subject.request(Script.SHORT), 40, until));
        all.add(sending(subject.request(Script.BURST), 20, until));
        all.add(sending(subject.request(Script.JSON, 1024 * 1024), 4, until));
        all.add(sending(subject.request(Script.REFUSAL), 20, until));
        all.add(sending(subject.request(Script.CUT), 20, until));
    }

    private Clients sending(Request request, double rate, long until) {
        var clients = new Clients(reactor, request);
        clients.keepSending(rate, until, random.nextLong());
        return clients;
    }

    /** Clients of streams that hang up after a moment. */
    private Clients leaving(long until) {
        var clients = new Clients(reactor, subject.request(Script.SHORT));
        clients.keepSending(30, until, random.nextLong());
        reactor.schedule(new Reactor.Timer() {
            @Override
            void fire() {
                clients.hangUp();
                long next = at() + random.nextLong(Duration.ofMillis(600).toNanos());
                if (next < until) {
                    reactor.schedule(this, next);
                }
            }
        }, System.nanoTime());
        return clients;
    }

    private Outcome judge(List<Long> resident, int descriptors) {
        var faults = new ArrayList<String>();
        int failed = all.stream().mapToInt(Clients::failed).sum();
        int answered = all.stream().mapToInt(Clients::completed).sum();
        if (failed > 0) {
            faults.add(failed + " requests were not answered as they should be");
            all.forEach(clients -> faults.addAll(clients.failures()));
        }
        if (provider.connections() > 0) {
            faults.add(provider.connections() + " connections to the provider are left");
        }
        int after = subject.meter().descriptors();
        if (after > descriptors + SPARE_DESCRIPTORS) {
            faults.add(after + " file descriptors are open, " + descriptors + " before");
        }
        double early = median(resident, 1);
        double late = median(resident, 3);
        if (late > early * BREATH) {
            faults.add(String.format(Locale.ROOT, "memory grew from %.0f MB to %.0f MB", early / 1024, late / 1024));
        }
        return new Outcome(answered, List.copyOf(resident), descriptors, after, faults);
    }

    private static double median(List<Long> samples, int quarter) {
        int from = samples.size() * quarter / 4;
        int to = samples.size() * (quarter + 1) / 4;
        return Trials.median(samples.subList(from, to).stream().mapToDouble(Long::doubleValue).toArray());
    }
}

package dev.interline.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Mixed load for a long time: answers, streams, bursts, large bodies, providers that refuse or break off, clients that
 * leave. Afterwards nothing of it may be left: no connection, no file descriptor, no memory that grew.
 */
final class Soak {
    /** Longer than idle connections to providers are kept. */
    private static final Duration DRAIN = Duration.ofSeconds(45);
    /** How long a request may take, and how long it takes at most until what its client left behind is put away. */
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration SETTLING = Duration.ofSeconds(1);
    private static final Duration SAMPLE = Duration.ofSeconds(5);
    /** What caches and windows of measurements may still grow by after the first quarter. */
    private static final long SPARE_MEMORY = 6L * 1024 * 1024;
    /** Resident memory says nothing before the collector has found the size of heap that this load needs. */
    private static final Duration RESIDENT_FROM = Duration.ofMinutes(10);
    /** Resident memory may differ so much from the second quarter to the last: what a young generation breathes. */
    private static final double BREATH = 1.10;
    private static final int SPARE_DESCRIPTORS = 8;

    /**
     * What was seen, and what is wrong with it; nothing is wrong if the list is empty.
     *
     * @param live bytes in use with no request under way, after a quarter of the time and after all of it
     * @param resident resident memory in KB, every five seconds from then on
     * @param descriptors open before, and when all was over
     */
    record Outcome(int answered, Change live, List<Long> resident, Change descriptors, List<String> faults) {
        @Override
        public String toString() {
            return answered + " requests answered; file descriptors " + descriptors + "; live heap in KB "
                    + new Change(live.before() / 1024, live.after() / 1024) + "; resident memory in MB every "
                    + SAMPLE.toSeconds() + " s: " + resident.stream().map(kb -> kb / 1024).toList();
        }
    }

    record Change(long before, long after) {
        @Override
        public String toString() {
            return before + " -> " + after;
        }
    }

    private final Reactor reactor;
    private final FakeProvider provider;
    private final Subject subject;
    private final List<Flow> flows;
    private final Clients leaving;
    private final List<Long> resident = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(17);

    /** Clients that send so many requests a second and wait for what they are answered. */
    private record Flow(Clients clients, double rate) {}

    Soak(Reactor reactor, FakeProvider provider, Subject subject) {
        this.reactor = reactor;
        this.provider = provider;
        this.subject = subject;
        this.flows = List.of(flow(subject.request(Script.JSON), 200), flow(subject.request(Script.SHORT), 40),
                flow(subject.request(Script.BURST), 20), flow(subject.request(Script.JSON, 1024 * 1024), 4),
                flow(subject.request(Script.REFUSAL), 20), flow(subject.request(Script.CUT), 20));
        this.leaving = new Clients(reactor, subject.request(Script.SHORT));
    }

    private Flow flow(Request request, double rate) {
        return new Flow(new Clients(reactor, request), rate);
    }

    Outcome run(Duration time) {
        warmUp();
        try (var heap = new Heap(subject.meter().pid())) {
            // The first look makes what all looks use.
            heap.live();
            int descriptors = subject.meter().descriptors();
            load(time.dividedBy(4));
            long early = heap.live();
            resident.clear();
            load(time.dividedBy(4).multipliedBy(3));
            var live = new Change(early, heap.live());
            leaving.close();
            flows.forEach(flow -> flow.clients().close());
            drain();
            reactor.runFor(SETTLING);
            return judge(time, live, new Change(descriptors, subject.meter().descriptors()));
        }
    }

    /** What is made once and kept, such as a pool's connections to the database, is there before anything is counted. */
    private void warmUp() {
        var clients = new Clients(reactor, subject.request(Script.JSON));
        clients.send(200, Duration.ofSeconds(2), 1);
        clients.await(LIMIT);
        clients.close();
        drain();
    }

    /** Everything at once for so long; afterwards no request is under way. */
    private void load(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        flows.forEach(flow -> flow.clients().keepSending(flow.rate(), until, random.nextLong()));
        leaving.keepSending(30, until, random.nextLong());
        hangUpAtTimes(until);
        while (System.nanoTime() < until) {
            reactor.runFor(SAMPLE);
            resident.add(subject.meter().resident());
        }
        flows.forEach(flow -> flow.clients().await(LIMIT));
        leaving.hangUp();
        reactor.runFor(SETTLING);
    }

    private void hangUpAtTimes(long until) {
        reactor.schedule(new Reactor.Timer() {
            @Override
            void fire() {
                leaving.hangUp();
                long next = at() + random.nextLong(Duration.ofMillis(600).toNanos());
                if (next < until) {
                    reactor.schedule(this, next);
                }
            }
        }, System.nanoTime());
    }

    private void drain() {
        long end = System.nanoTime() + DRAIN.toNanos();
        reactor.runUntil(() -> provider.connections() == 0 || System.nanoTime() - end >= 0);
    }

    private Outcome judge(Duration time, Change live, Change descriptors) {
        var faults = new ArrayList<String>();
        int failed = flows.stream().mapToInt(flow -> flow.clients().failed()).sum();
        if (failed > 0) {
            faults.add(failed + " requests were not answered as they should be");
            flows.forEach(flow -> faults.addAll(flow.clients().failures()));
        }
        if (provider.connections() > 0) {
            faults.add(provider.connections() + " connections to the provider are left");
        }
        if (descriptors.after() > descriptors.before() + SPARE_DESCRIPTORS) {
            faults.add("file descriptors are left: " + descriptors);
        }
        if (live.after() > live.before() + SPARE_MEMORY) {
            faults.add("the live heap grew: " + live + " bytes");
        }
        if (time.compareTo(RESIDENT_FROM) >= 0 && median(resident, 2) > median(resident, 0) * BREATH) {
            faults.add("resident memory grew: " + resident + " KB");
        }
        int answered = flows.stream().mapToInt(flow -> flow.clients().completed()).sum();
        return new Outcome(answered, live, List.copyOf(resident), descriptors, faults);
    }

    private static double median(List<Long> samples, int third) {
        int from = samples.size() * third / 3;
        int to = samples.size() * (third + 1) / 3;
        return Trials.median(samples.subList(from, to).stream().mapToDouble(Long::doubleValue).toArray());
    }
}

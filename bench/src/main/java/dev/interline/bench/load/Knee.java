package dev.interline.bench.load;

import java.time.Duration;

/** The rate of short streams at which the first bytes begin to come late. */
final class Knee {
    private static final double LATE_MILLIS = 100;
    private static final double LOWEST = 100;
    private static final double HIGHEST = 4000;
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Reactor reactor;
    private final Subject subject;

    Knee(Reactor reactor, Subject subject) {
        this.reactor = reactor;
        this.subject = subject;
    }

    /**
     * Halves the interval between a rate that is carried and one that is not, until they are within 5%.
     *
     * @throws IllegalStateException if not even the lowest rate is carried: then something else is wrong
     */
    double find() {
        double good = LOWEST;
        double bad = HIGHEST;
        if (!carries(good)) {
            throw new IllegalStateException(subject.name() + " does not carry " + good + " streams a second");
        }
        while (bad / good > 1.05) {
            double rate = Math.sqrt(good * bad);
            if (carries(rate)) {
                good = rate;
            } else {
                bad = rate;
            }
        }
        return good;
    }

    private boolean carries(double rate) {
        var clients = new Clients(reactor, subject.request(Script.SHORT));
        try {
            clients.send(rate, SETTLE, 12);
            clients.reset();
            clients.send(rate, LOOK, 13);
            boolean inTime = clients.first().getValueAtPercentile(95) / 1e6 <= LATE_MILLIS;
            boolean begun = clients.first().getTotalCount() >= clients.sent() * 0.95;
            return inTime && begun && clients.failed() == 0;
        } finally {
            clients.close();
            reactor.runFor(Duration.ofMillis(500));
        }
    }
}

package dev.interline.alerts;

import dev.interline.exchange.Money;
import dev.interline.ledger.Level;
import dev.interline.ledger.Limit.Scope;
import dev.interline.ledger.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at everybody's limits once a second and tells of each share of one that was reached since: once for each period,
 * and again only if it was left in between, as when credits are added. What was reached before the first look is not told
 * again after a restart.
 */
public final class Alerts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final Supplier<List<Level>> levels;
    private final Supplier<List<BigDecimal>> shares;
    private final Consumer<Alert> receiver;
    private final Thread thread;
    private Map<Watched, Reached> reached = new HashMap<>();
    private boolean first = true;

    /** A limit; there is one of each period at most. */
    private record Watched(Scope scope, String id, Period period) {}

    /** How far it was used, in the period that began then. */
    private record Reached(long since, BigDecimal share) {}

    /**
     * Watches these levels, from {@link #start} on.
     *
     * @param shares of a limit that are told, such as 0.8
     * @param receiver may block
     */
    public Alerts(Supplier<List<Level>> levels, Supplier<List<BigDecimal>> shares, Consumer<Alert> receiver) {
        this.levels = levels;
        this.shares = shares;
        this.receiver = receiver;
        this.thread = Thread.ofVirtual().name("alerts").unstarted(this::run);
    }

    public Alerts start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            while (true) {
                try {
                    look();
                } catch (RuntimeException e) {
                    LOG.error("limits could not be looked at, or alerts not told", e);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Looks once. */
    void look() {
        var now = new HashMap<Watched, Reached>();
        var news = new ArrayList<Alert>();
        var told = shares.get();
        for (var level : levels.get()) {
            var share = share(level, told);
            if (share.isPresent()) {
                var watched = new Watched(level.limit().scope(), level.id(), level.limit().period());
                now.put(watched, new Reached(level.since(), share.get()));
                if (!first && isNew(reached.get(watched), level, share.get())) {
                    news.add(new Alert(level, share.get()));
                }
            }
        }
        // Before they are told: what cannot be told is not told again and again.
        reached = now;
        first = false;
        news.forEach(receiver);
    }

    private static boolean isNew(@Nullable Reached before, Level level, BigDecimal share) {
        return before == null || before.since() != level.since() || before.share().compareTo(share) < 0;
    }

    /** The highest of the shares that is reached; none of a limit of nothing. */
    private static Optional<BigDecimal> share(Level level, List<BigDecimal> told) {
        var amount = level.limit().amount();
        if (amount.compareTo(Money.ZERO) <= 0) {
            return Optional.empty();
        }
        var spent = BigDecimal.valueOf(level.spent().nanos());
        return told.stream().filter(share -> spent.compareTo(share.multiply(BigDecimal.valueOf(amount.nanos()))) >= 0)
                .max(Comparator.naturalOrder());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

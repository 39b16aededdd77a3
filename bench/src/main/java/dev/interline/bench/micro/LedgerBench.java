package dev.interline.bench.micro;

import dev.interline.exchange.Money;
import dev.interline.ledger.Grant;
import dev.interline.ledger.Hold;
import dev.interline.ledger.Ledger;
import dev.interline.ledger.Limit;
import dev.interline.ledger.Period;
import dev.interline.ledger.Spender;
import dev.interline.ledger.Terms;
import dev.interline.store.Database;
import dev.interline.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The money of one request: held for an attempt, then charged; with limits on key, workspace and account. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LedgerBench {
    private static final Money MOST = new Money(9_000_000);
    private static final Money LEAST = new Money(400_000);
    private static final Money COST = new Money(123_456);
    /** More than all runs together can spend. */
    private static final Money CREDITS = new Money(Long.MAX_VALUE / 2);

    private final Store store = Store.open(new Database.Sqlite(file(), Database.Durability.PROCESS));
    private final Spender spender = spender(store);

    private static Path file() {
        try {
            Path folder = Files.createTempDirectory("interline-bench");
            folder.toFile().deleteOnExit();
            return folder.resolve("bench.db");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Spender spender(Store store) {
        var ledger = Ledger.open(store, Clock.systemUTC());
        ledger.account("account", Optional.of(CREDITS), Money.ZERO);
        ledger.workspace("account", "workspace", List.of(limit(Limit.Scope.WORKSPACE, Period.MONTH)));
        ledger.key("account", "workspace", "key", List.of(limit(Limit.Scope.KEY, Period.DAY)));
        return ledger.spender("key").orElseThrow();
    }

    private static Limit limit(Limit.Scope scope, Period period) {
        return new Limit(scope, period, CREDITS, true);
    }

    /** Closes the database. */
    @TearDown
    public void close() {
        store.close();
    }

    @Benchmark
    public Money holdAndSettle() {
        return hold().settle(COST);
    }

    @Benchmark
    public Money holdChangeAndRelease() {
        var hold = hold();
        hold.change(Terms.CREDITS, COST, LEAST);
        hold.release();
        return hold.amount();
    }

    private Hold hold() {
        return switch (spender.hold(Optional.empty(), Terms.CREDITS, MOST, LEAST)) {
            case Grant.Held(var hold) -> hold;
            case Grant.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }
}

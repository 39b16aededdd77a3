package dev.interline.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Money;
import dev.interline.ledger.Limit.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Test;

final class PurseTest {
    private static final long FRIDAY = LocalDate.of(2026, 11, 20).toEpochDay();

    private final AtomicLong today = new AtomicLong(FRIDAY);
    private final Purse purse = new Purse(today::get);

    private static Limit limit(Scope scope, Period period, long nanos) {
        return new Limit(scope, period, new Money(nanos), false);
    }

    private Meter meter(Limit... limits) {
        return purse.meter(Spending.NOTHING, List.of(limits));
    }

    private Grant hold(List<Meter> meters, long most, long least) {
        return purse.hold(meters, Terms.CREDITS, new Money(most), new Money(least));
    }

    private Hold held(List<Meter> meters, long amount) {
        return ((Grant.Held) hold(meters, amount, amount)).hold();
    }

    private long room(Meter meter) {
        return purse.room(meter, meter.limits().getFirst()).nanos();
    }

    @Test
    void chargesWhatWasUsedAndGivesTheRestBack() {
        var account = meter(limit(Scope.ACCOUNT, Period.EVER, 100));
        var hold = held(List.of(account), 60);
        assertThat(room(account)).isEqualTo(40);
        assertThat(hold.settle(new Money(25)).nanos()).isEqualTo(25);
        assertThat(room(account)).isEqualTo(75);
        assertThat(purse.spent(account).credits(Period.EVER).nanos()).isEqualTo(25);
    }

    @Test
    void neverChargesMoreThanIsHeld() {
        var account = meter(limit(Scope.ACCOUNT, Period.EVER, 100));
        assertThat(held(List.of(account), 60).settle(new Money(90)).nanos()).isEqualTo(60);
        assertThat(room(account)).isEqualTo(40);
    }

    @Test
    void chargesEverythingWhereNothingIsLimited() {
        var account = meter();
        assertThat(held(List.of(account), 60).settle(new Money(90)).nanos()).isEqualTo(90);
        assertThat(purse.spent(account).credits(Period.DAY).nanos()).isEqualTo(90);
    }

    @Test
    void isOverOnce() {
        var account = meter(limit(Scope.ACCOUNT, Period.EVER, 100));
        var hold = held(List.of(account), 60);
        hold.settle(new Money(10));
        hold.release();
        assertThat(hold.settle(new Money(10))).isEqualTo(Money.ZERO);
        assertThat(room(account)).isEqualTo(90);
    }

    @Test
    void grantsWhatFitsAndNamesTheTightestLimit() {
        var key = meter(limit(Scope.KEY, Period.MONTH, 30));
        var account = meter(limit(Scope.ACCOUNT, Period.EVER, 100));
        assertThat(((Grant.Held) hold(List.of(key, account), 60, 20)).hold().amount().nanos()).isEqualTo(30);
        assertThat(hold(List.of(key, account), 60, 1))
                .isEqualTo(new Grant.Refused(limit(Scope.KEY, Period.MONTH, 30), Money.ZERO));
        assertThat(room(account)).as("nothing is left of what was not granted").isEqualTo(70);
    }

    @Test
    void looksWithoutHolding() {
        var account = meter(limit(Scope.ACCOUNT, Period.EVER, 100));
        var seen = (Grant.Held) purse.look(List.of(account), Terms.CREDITS, new Money(120), new Money(60));
        assertThat(seen.hold().amount().nanos()).isEqualTo(100);
        assertThat(room(account)).isEqualTo(100);
        seen.hold().release();
        assertThat(room(account)).as("it is over already").isEqualTo(100);
        assertThat(purse.look(List.of(account), Terms.CREDITS, new Money(120), new Money(101)))
                .isEqualTo(new Grant.Refused(limit(Scope.ACCOUNT, Period.EVER, 100), new Money(100)));
        assertThat(purse.spent(account).credits(Period.EVER)).isEqualTo(Money.ZERO);
    }

    @Test
    void changesWhatIsHeldOrKeepsIt() {
        var account = meter(limit(Scope.ACCOUNT, Period.EVER, 100));
        var hold = held(List.of(account), 60);
        assertThat(hold.change(Terms.CREDITS, new Money(90), new Money(90))).isEqualTo(new Grant.Held(hold));
        assertThat(room(account)).isEqualTo(10);
        assertThat(hold.change(Terms.CREDITS, new Money(120), new Money(101))).isInstanceOf(Grant.Refused.class);
        assertThat(hold.amount().nanos()).isEqualTo(90);
        assertThat(room(account)).isEqualTo(10);
    }

    @Test
    void settlesInTheWindowsInWhichItWasTaken() {
        var key = meter(limit(Scope.KEY, Period.DAY, 100), limit(Scope.KEY, Period.WEEK, 150));
        var hold = held(List.of(key), 100);
        today.incrementAndGet();
        assertThat(room(key)).as("a new day").isEqualTo(100);
        var second = hold(List.of(key), 100, 1);
        assertThat(((Grant.Held) second).hold().amount().nanos()).as("of the week").isEqualTo(50);
        hold.settle(new Money(80));
        assertThat(room(key)).as("yesterday's charge is yesterday's").isEqualTo(50);
        assertThat(purse.spent(key).credits(Period.WEEK).nanos()).isEqualTo(80);
        assertThat(purse.spent(key).credits(Period.DAY).nanos()).isZero();
    }

    @Test
    void neverGoesBackToAnEarlierWindow() {
        var key = meter(limit(Scope.KEY, Period.DAY, 100));
        held(List.of(key), 100).settle(new Money(100));
        today.decrementAndGet();
        assertThat(hold(List.of(key), 10, 10)).isInstanceOf(Grant.Refused.class);
    }

    @Test
    void countsOwnAccountsOnlyWhereTheLimitSaysSo() {
        var key = meter(new Limit(Scope.KEY, Period.EVER, new Money(100), true));
        var account = meter(limit(Scope.ACCOUNT, Period.EVER, 10));
        var hold = ((Grant.Held) purse.hold(List.of(key, account), Terms.byok(50_000), new Money(80), new Money(80)))
                .hold();
        assertThat(room(account)).as("5% of 80").isEqualTo(6);
        assertThat(room(key)).isEqualTo(16);
        hold.settle(new Money(40));
        assertThat(room(account)).isEqualTo(8);
        assertThat(purse.spent(key).own(Period.EVER).nanos()).isEqualTo(40);
        assertThat(((Grant.Held) purse.hold(List.of(account), Terms.byok(0), new Money(1_000), new Money(1_000)))
                .hold().amount().nanos()).as("nothing bounds what costs no credits").isEqualTo(1_000);
    }

    @Test
    void keepsSpendingAndHoldsWhenALimitIsChanged() {
        var key = meter(limit(Scope.KEY, Period.DAY, 100));
        var hold = held(List.of(key), 40);
        purse.limit(key, List.of(limit(Scope.KEY, Period.MONTH, 50)));
        assertThat(room(key)).isEqualTo(10);
        hold.settle(new Money(30));
        assertThat(room(key)).isEqualTo(20);
    }

    /** A thousand requests race for what is enough for some of them, under limits on key, workspace and account. */
    private static boolean staysWithinEveryLimit(Lock monitor, long seed) throws InterruptedException {
        var purse = new Purse(() -> FRIDAY, monitor);
        var account = purse.meter(Spending.NOTHING, List.of(limit(Scope.ACCOUNT, Period.EVER, 20_000)));
        var workspace = purse.meter(Spending.NOTHING, List.of(limit(Scope.WORKSPACE, Period.DAY, 15_000)));
        var keys = new ArrayList<Meter>();
        for (int i = 0; i < 4; i++) {
            keys.add(purse.meter(Spending.NOTHING, List.of(limit(Scope.KEY, Period.MONTH, 5_000))));
        }
        var charged = new AtomicLong();
        var random = new SplittableRandom(seed);
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 1_000; i++) {
                var own = random.split();
                threads.submit(() -> {
                    start.await();
                    charged.addAndGet(request(purse, List.of(keys.get(own.nextInt(4)), workspace, account), own));
                    return true;
                });
            }
            start.countDown();
        }
        boolean within = charged.get() <= 15_000
                && purse.spent(account).credits(Period.EVER).nanos() == charged.get()
                && purse.spent(workspace).credits(Period.DAY).nanos() == charged.get();
        long ofKeys = 0;
        for (var key : keys) {
            long spent = purse.spent(key).credits(Period.MONTH).nanos();
            ofKeys += spent;
            within &= spent <= 5_000;
        }
        return within && ofKeys == charged.get()
                && java.util.stream.Stream.concat(keys.stream(), java.util.stream.Stream.of(workspace, account))
                        .allMatch(meter -> meter.window(Period.EVER).holdsNothing());
    }

    private static long request(Purse purse, List<Meter> meters, SplittableRandom random) {
        long most = 10 + random.nextLong(100);
        return switch (purse.hold(meters, Terms.CREDITS, new Money(most), new Money(10))) {
            case Grant.Refused _ -> 0;
            case Grant.Held(Hold hold) -> {
                if (random.nextInt(4) == 0) {
                    hold.change(Terms.CREDITS, new Money(most * 2), new Money(most));
                }
                if (random.nextInt(8) == 0) {
                    hold.release();
                    yield 0;
                }
                yield hold.settle(new Money(random.nextLong(most * 2))).nanos();
            }
        };
    }

    @Test
    void staysWithinEveryLimitWhoeverRaces() throws InterruptedException {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(staysWithinEveryLimit(new java.util.concurrent.locks.ReentrantLock(), seed)).isTrue();
        }
    }

    @Test
    void losesTheRaceWithoutTheMonitor() throws InterruptedException {
        boolean lost = false;
        for (int seed = 0; seed < 200 && !lost; seed++) {
            lost = !staysWithinEveryLimit(new NoLock(), seed);
        }
        assertThat(lost).as("a race that nobody can lose proves nothing").isTrue();
    }

    /** The mutant: what the purse would be without its monitor. */
    private static final class NoLock implements Lock {
        @Override
        public void lock() {}

        @Override
        public void lockInterruptibly() {}

        @Override
        public boolean tryLock() {
            return true;
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) {
            return true;
        }

        @Override
        public void unlock() {}

        @Override
        public Condition newCondition() {
            throw new UnsupportedOperationException();
        }
    }
}

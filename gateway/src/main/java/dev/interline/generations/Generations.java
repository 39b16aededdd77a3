package dev.interline.generations;

import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

import dev.interline.store.Store;

/** Questions about recorded generations. They block; every one is bounded, however much is recorded. */
public final class Generations {
    private static final Period LISTED = Period.ofDays(30);

    private final Store store;
    private final InstantSource clock;

    public Generations(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** One generation, if this account owns it. */
    public Optional<Generation> find(String account, String id) {
        return store.read(sql -> GenerationStore.find(sql, account, id));
    }

    /** An account's generations of today and the 30 UTC days before, and what they cost together. */
    public GenerationList list(String account, Page page) {
        var since = today().minus(LISTED);
        return store.read(sql -> new GenerationList(GenerationStore.list(sql, account, since, page),
                GenerationStore.charged(sql, account, since)));
    }

    /** What one key was charged. */
    public KeySpending spending(String keyHash) {
        var today = today();
        var monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return store.read(sql -> new KeySpending(GenerationStore.spent(sql, keyHash, LocalDate.EPOCH),
                GenerationStore.spent(sql, keyHash, today),
                GenerationStore.spent(sql, keyHash, monday),
                GenerationStore.spent(sql, keyHash, today.withDayOfMonth(1))));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}

package dev.interline.generations;

import dev.interline.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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
        return store.read(sql -> GenerationStore.spending(sql, Periods.of(today()), keyHash));
    }

    /** What every key was charged, by its hash; keys that were never charged are absent. */
    public Map<String, KeySpending> spending() {
        return store.read(sql -> GenerationStore.spending(sql, Periods.of(today())));
    }

    /** How many requests of free models each account was answered today; accounts without any are absent. */
    public Map<String, Integer> freeToday() {
        return store.write(sql -> GenerationStore.freeRequests(sql, today()));
    }

    /**
     * Keeps what somebody thinks of a generation, as long as generations are kept.
     *
     * @throws dev.interline.exchange.Rejected if the account has no such generation
     */
    public void add(String account, Feedback feedback) {
        store.write(sql -> {
            if (!GenerationStore.has(sql, account, feedback.generation())) {
                throw feedback.unknown();
            }
            GenerationStore.insert(sql, UUID.randomUUID().toString(), account, feedback,
                    Instant.ofEpochMilli(clock.millis()));
            return true;
        });
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}

package dev.interline.provider.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * The threads on which vectors are made, as many as there are processors. A request has no more than one batch for each
 * of them in the queue, so that a large one keeps no small one waiting for long.
 */
final class Workshop {
    private static final int BATCH = 8;
    private static final int MOST_REQUESTS = 256;

    private final int processors = Runtime.getRuntime().availableProcessors();
    private final ExecutorService threads = Executors.newFixedThreadPool(processors,
            Thread.ofPlatform().daemon().name("vectors-", 0).factory());
    private final Semaphore requests = new Semaphore(MOST_REQUESTS);

    /** Does the work for all items, in batches; blocks. Empty if too much is asked for already. */
    <T, R> Optional<List<R>> all(List<T> items, Function<List<T>, List<R>> work) {
        if (!requests.tryAcquire()) {
            return Optional.empty();
        }
        try {
            var results = new ArrayList<R>(items.size());
            int round = BATCH * processors;
            for (int from = 0; from < items.size(); from += round) {
                round(items.subList(from, Math.min(items.size(), from + round)), work, results);
            }
            return Optional.of(results);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while vectors were made", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Vectors could not be made", e.getCause());
        } finally {
            requests.release();
        }
    }

    private <T, R> void round(List<T> items, Function<List<T>, List<R>> work, List<R> results)
            throws InterruptedException, ExecutionException {
        var running = new ArrayList<Future<List<R>>>();
        for (int from = 0; from < items.size(); from += BATCH) {
            List<T> batch = items.subList(from, Math.min(items.size(), from + BATCH));
            running.add(threads.submit(() -> work.apply(batch)));
        }
        for (Future<List<R>> one : running) {
            results.addAll(one.get());
        }
    }
}

package dev.interline.identity.jwt;

import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys that an issuer publishes as a JSON Web Key Set. They are fetched on a thread of their own, now and again,
 * and at once when a token names a key that is not among them; while the issuer does not answer, the last ones count.
 */
final class RemoteKeys implements KeySource, AutoCloseable {
    /**
     * How keys are fetched.
     *
     * @param timeout for one fetch
     * @param usually between two fetches: so long may a key count that its issuer has withdrawn
     * @param afterFailure until the next try
     * @param unasked least time since the last fetch before a token that names an unknown key brings on another
     */
    record Pace(Duration timeout, Duration usually, Duration afterFailure, Duration unasked) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);
    private static final int MAX_BODY = 256 * 1024;

    private final URI address;
    private final Pace pace;
    private final HttpClient client;
    private final Thread thread;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile List<VerificationKey> keys = List.of();
    private volatile boolean failing = true;
    /** By {@link System#nanoTime()}; guarded by the lock. */
    private long fetchedAt;

    RemoteKeys(URI address, Pace pace) {
        this.address = address;
        this.pace = pace;
        this.fetchedAt = System.nanoTime() - pace.unasked().toNanos();
        // Redirects are not followed: keys count only from where the operator said.
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(pace.timeout())
                .build();
        this.thread = Thread.ofVirtual().name("jwks").start(this::run);
    }

    /** The keys as they are now; another list as soon as they change. */
    List<VerificationKey> keys() {
        return keys;
    }

    @Override
    public VerificationKey find(Algorithm algorithm, Optional<String> id) {
        return among(keys, algorithm, id).or(() -> among(fetchedAnew(algorithm, id), algorithm, id))
                .orElseThrow(() -> failing
                        ? new Rejected(Problem.of(ErrorType.SERVER, "The keys that tokens are checked with cannot be"
                                + " fetched at the moment; try again shortly").withStatus(503)
                                .withRetryAfter(pace.afterFailure()))
                        : BadToken.because("it is signed with a key that its issuer does not publish"));
    }

    /** A token need not name its key if there is only one for its algorithm. */
    private static Optional<VerificationKey> among(List<VerificationKey> keys, Algorithm algorithm,
            Optional<String> id) {
        var suitable =
                keys.stream().filter(key -> key.algorithm() == algorithm && (id.isEmpty() || key.id().equals(id)))
                        .toList();
        return suitable.size() == 1 ? Optional.of(suitable.getFirst()) : Optional.empty();
    }

    /** Whoever comes while a fetch is under way waits for it, and then needs no other. */
    private List<VerificationKey> fetchedAnew(Algorithm algorithm, Optional<String> id) {
        fetching.lock();
        try {
            if (among(keys, algorithm, id).isEmpty() && System.nanoTime() - fetchedAt >= pace.unasked().toNanos()) {
                fetch();
            }
            return keys;
        } finally {
            fetching.unlock();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                fetching.lock();
                try {
                    fetch();
                } finally {
                    fetching.unlock();
                }
                Thread.sleep(failing ? pace.afterFailure() : pace.usually());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void fetch() {
        try {
            var request = HttpRequest.newBuilder(address).timeout(pace.timeout()).header("Accept", "application/json");
            var answer = client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY));
            try {
                var response = answer.get(pace.timeout().toMillis(), TimeUnit.MILLISECONDS);
                if (response.statusCode() != 200) {
                    throw new IllegalArgumentException("status " + response.statusCode());
                }
                publish(JwkSet.parse(response.body()));
            } finally {
                answer.cancel(true);
                fetchedAt = System.nanoTime();
            }
        } catch (ExecutionException | TimeoutException | IllegalArgumentException e) {
            if (!failing || keys.isEmpty()) {
                LOG.warn("The keys of tokens cannot be fetched from {}: {}", address, e.toString());
            }
            failing = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(List<VerificationKey> fresh) {
        if (!fresh.equals(keys)) {
            LOG.info("Tokens are checked with {} keys from {}", fresh.size(), address);
            keys = fresh;
        }
        failing = false;
    }

    @Override
    public void close() {
        thread.interrupt();
        client.shutdownNow();
    }
}

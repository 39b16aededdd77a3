package dev.interline.catalog;

import dev.interline.bytes.Json;
import dev.interline.exchange.Vendor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the model lists of self-hosted upstreams, a local Ollama among them, and keeps a {@link LiveCatalog} up to date
 * with them. Runs on virtual threads of its own: nothing waits for it, least of all the start.
 *
 * <p>An upstream that is configured keeps its last list while it is down; one that was found by itself is forgotten.
 */
public final class Discovery implements AutoCloseable {
    /** How often lists are read. */
    public record Pace(Duration timeout, Duration whileEmpty, Duration usually) {
        public static final Pace USUAL =
                new Pace(Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofMinutes(5));
    }

    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
    private static final int MAX_BODY = 4 * 1024 * 1024;
    private static final int MAX_MODELS = 1000;

    private final LiveCatalog catalog;
    private final Pace pace;
    private final Map<Vendor, Long> due = new HashMap<>();
    private final Set<Vendor> complained = new HashSet<>();
    private final Semaphore changes = new Semaphore(0);
    private @Nullable Thread thread;
    private @Nullable HttpClient client;

    public Discovery(LiveCatalog catalog, Pace pace) {
        this.catalog = catalog;
        this.pace = pace;
    }

    /** Begins to read now; call it once, when the server answers. */
    public void start() {
        start(Duration.ZERO);
    }

    /** Begins to read after a pause, or at the next change of the catalog. */
    public synchronized void start(Duration pause) {
        catalog.follow(_ -> changes.release());
        thread = Thread.ofVirtual().name("discovery").start(() -> run(pause));
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run(Duration pause) {
        try {
            if (changes.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                changes.drainPermits();
            }
            while (!Thread.currentThread().isInterrupted()) {
                long wait = readDue(System.nanoTime());
                if (changes.tryAcquire(wait, TimeUnit.NANOSECONDS)) {
                    changes.drainPermits();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed
        } finally {
            if (client != null) {
                client.shutdownNow();
            }
        }
    }

    /** Reads what is due and tells in how many nanoseconds the next is. */
    private long readDue(long now) throws InterruptedException {
        List<Vendor> vendors = catalog.discoverable();
        due.keySet().retainAll(vendors);
        complained.retainAll(vendors);
        long next = pace.usually().toNanos();
        for (Vendor vendor : vendors) {
            Long at = due.get(vendor);
            if (at == null || at - now <= 0) {
                at = System.nanoTime() + (read(vendor) ? pace.usually() : pace.whileEmpty()).toNanos();
                due.put(vendor, at);
            }
            next = Math.min(next, Math.max(0, at - System.nanoTime()));
        }
        return next;
    }

    /** Whether the upstream lists any models. */
    private boolean read(Vendor vendor) throws InterruptedException {
        Optional<Listing> listing =
                vendor.baseUrl().filter(this::answers).isPresent() ? fetch(vendor) : Optional.empty();
        if (listing.isPresent()) {
            complained.remove(vendor);
            if (catalog.listed(vendor, listing.get())) {
                LOG.info("{} lists {} models", vendor.slug(), listing.get().models().size());
            }
        } else if (catalog.silent(vendor)) {
            LOG.info("{} does not answer any more", vendor.slug());
        }
        return listing.isPresent() && !listing.get().models().isEmpty();
    }

    /** Whether somebody listens there; spares the HTTP client to the many who run nothing of the kind. */
    private boolean answers(URI address) {
        int port = address.getPort() > 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port), (int) pace.timeout().toMillis());
            return true;
        } catch (IOException nobody) {
            LOG.debug("nobody listens at {}:{}: {}", address.getHost(), port, nobody.getMessage());
            return false;
        }
    }

    private Optional<Listing> fetch(Vendor vendor) throws InterruptedException {
        try {
            var answer = http().sendAsync(request(vendor), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY));
            try {
                HttpResponse<byte[]> response = answer.get(2 * pace.timeout().toMillis(), TimeUnit.MILLISECONDS);
                if (response.statusCode() == 200) {
                    return Optional.of(listing(response.body()));
                }
                complain(vendor, "status " + response.statusCode());
            } finally {
                answer.cancel(true);
            }
        } catch (ExecutionException | TimeoutException | JacksonException | IllegalArgumentException failed) {
            complain(vendor, failed.toString());
        }
        return Optional.empty();
    }

    /** Says once what is wrong, until the upstream lists its models again. */
    private void complain(Vendor vendor, String reason) {
        if (complained.add(vendor)) {
            LOG.warn("{} does not list its models: {}", vendor.slug(), reason);
        }
    }

    private HttpRequest request(Vendor vendor) {
        var request = HttpRequest.newBuilder(URI.create(vendor.baseUrl().orElseThrow() + "/models"))
                .timeout(pace.timeout()).header("Accept", "application/json");
        vendor.credential().ifPresent(credential -> request.setHeader(credential.header(), credential.value()));
        vendor.headers().forEach(request::setHeader);
        return request.build();
    }

    /** OpenAI's {@code {"data": [{"id": ...}]}}, with the context length where llama.cpp, vLLM or others tell it. */
    static Listing listing(byte[] body) {
        var models = new ArrayList<Listing.Item>();
        try (JsonParser in = Json.parser(body, 0, body.length)) {
            if (in.nextToken() == JsonToken.START_OBJECT) {
                for (Fields model : Fields.read(in).children("data")) {
                    String id = model.text("id").orElse("");
                    if (id.matches("[\\x21-\\x7e]{1,200}") && models.size() < MAX_MODELS) {
                        models.add(new Listing.Item(id, contextLength(model)));
                    }
                }
            }
        }
        return new Listing(models);
    }

    private static long contextLength(Fields model) {
        long told = Math.max(model.number("max_model_len"), Math.max(model.number("context_length"),
                model.child("meta").number("n_ctx")));
        return told > 0 ? told : model.child("meta").number("n_ctx_train");
    }

    private HttpClient http() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(pace.timeout()).build();
            client = made;
        }
        return made;
    }
}

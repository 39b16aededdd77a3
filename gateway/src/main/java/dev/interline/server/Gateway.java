package dev.interline.server;

import dev.interline.admin.AdminSocket;
import dev.interline.admin.ControlPlane;
import dev.interline.alerts.Alerts;
import dev.interline.alerts.Webhook;
import dev.interline.archive.Archive;
import dev.interline.builtin.Builtins;
import dev.interline.catalog.Assembly;
import dev.interline.catalog.Catalog;
import dev.interline.catalog.Discovery;
import dev.interline.catalog.LiveCatalog;
import dev.interline.catalog.Upstream;
import dev.interline.config.Config;
import dev.interline.config.ConfigFile;
import dev.interline.config.Routes.Order;
import dev.interline.config.Secret;
import dev.interline.config.Sources;
import dev.interline.conversations.Conversations;
import dev.interline.door.Door;
import dev.interline.door.Readiness;
import dev.interline.door.Services;
import dev.interline.exchange.Money;
import dev.interline.exchange.Provider;
import dev.interline.generations.Bookkeeper;
import dev.interline.generations.GenerationIds;
import dev.interline.health.Health;
import dev.interline.idempotency.Answers;
import dev.interline.identity.ApiKey;
import dev.interline.identity.Identity;
import dev.interline.identity.NewKey;
import dev.interline.identity.jwt.Tokens;
import dev.interline.limits.RateLimiter;
import dev.interline.limits.Timer;
import dev.interline.metrics.Metrics;
import dev.interline.provider.anthropic.AnthropicProvider;
import dev.interline.provider.local.Embedder;
import dev.interline.provider.local.LocalEmbeddings;
import dev.interline.provider.openai.OpenAiProvider;
import dev.interline.provider.responses.ResponsesProvider;
import dev.interline.provider.simulator.Simulator;
import dev.interline.retention.Pruner;
import dev.interline.routing.Prompts;
import dev.interline.routing.Ranker;
import dev.interline.routing.Routing;
import dev.interline.routing.Sessions;
import dev.interline.routing.Snapshot;
import dev.interline.store.DataFolder;
import dev.interline.store.Database;
import dev.interline.tokens.Tokenizers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway. Starting and stopping block; a gateway that did not start leaves nothing open. */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    /** The first answers come before what can wait, such as the search for a local Ollama when that is all there can be. */
    private static final Duration LATER = Duration.ofSeconds(1);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final LiveSnapshot live;
    private final Door door;
    private final Optional<NewKey> firstKey;

    /**
     * Starts a gateway.
     *
     * @param sources where the configuration came from, to be watched for changes
     * @param preparation what was begun before the configuration was read
     * @throws RuntimeException whatever kept it from starting; the message is for its operator
     */
    public Gateway(Config config, Sources sources, Preparation preparation) {
        try {
            var clock = Clock.systemUTC();
            var transport = Ahead.of("door", Door::prepare);
            closing(() -> transport.get().close());

            DataFolder folder = closing(DataFolder.own(config.data()));
            Database database = Databases.of(config.database(), folder);
            var control = closing(
                    ControlPlane.open(folder, database, config.masterKey().map(Secret::reveal), clock));
            Identity identity = control.identity();
            Bookkeeper bookkeeper = control.bookkeeper();
            firstKey = identity.begin(config.accounts().defaultCredits().dollars().map(Money::ofDollars),
                    config.bootstrapKey().map(Secret::reveal));
            closing(AdminSocket.open(folder, control.administration()));

            var tokens = closing(Tokens.open(config.jwt(), control.subjects(config.jwt()), clock));

            var tokenizers = new Tokenizers();
            Optional<Embedder> embedder = Extensions.embedder(config.extensions().or(Extensions::usual));
            Map<String, Provider> providers = providers(tokenizers, embedder, clock);
            var catalog = new LiveCatalog(new Assembly(preparation.known(), providers.keySet(),
                    StandIns.of(embedder), sources.environment()), config);
            var health = new Health(System::nanoTime);
            var sessions = new Sessions(System::nanoTime);
            live = new LiveSnapshot(config, catalog, clock, health);

            var limiter = new RateLimiter(System::nanoTime, clock, Timer.SYSTEM, control.ledger()::credits);
            var metrics = new Metrics();
            metrics.show(health);
            metrics.showWaiting(limiter::waiting);
            limiter.countOn(control.generations().freeToday());
            Answers answers = closing(Answers.open(control.store(), clock, () -> kept(live.current().config())));
            Archive archive = closing(Archive.open(control.store(), clock, () -> bounds(live.current().config())));
            door = closing(transport.get()
                    .open(new Services(live::current, identity.keys(), identity.ownKeys(), tokens, control.ledger(),
                            Dialects.byWire(() -> mostStored(live.current().config())), providers,
                            new Routing(
                                    new Ranker(() -> Snapshot.of(health), () -> ThreadLocalRandom.current().nextLong(),
                                            () -> config().routing().order() == Order.BALANCED),
                                    sessions),
                            bookkeeper,
                            new GenerationIds(() -> ThreadLocalRandom.current().nextLong()), health, sessions, limiter,
                            answers, archive,
                            new Builtins(clock, config.service().webFetch() ? Optional.of(transport.get().fetcher())
                                    : Optional.empty()),
                            new Conversations(Gateway::newId, System::nanoTime),
                            control.api(catalog::current), tokenizers, metrics,
                            new Readiness(bookkeeper, config.database().tolerated()))));
            closing(ConfigFile.watch(sources, config, live::reload));
            var webhook = new Webhook(
                    () -> live.current().config().alerts().webhook().map(uri -> new Webhook.Target(uri,
                            live.current().config().alerts().secret().map(Secret::reveal))),
                    hash -> identity.apiKeys().find(hash).map(ApiKey::name), clock);
            closing(new Alerts(control.ledger()::levels, () -> live.current().config().alerts().shares(),
                    webhook::tell)).start();
            closing(new Discovery(catalog, Discovery.Pace.USUAL))
                    .start(config.providers().isEmpty() ? LATER : Duration.ZERO);
            closing(control.pruner(new Pruner.Ages(() -> config().retention().generations().limit(),
                    () -> Optional.of(config().responses().store().keepFor())))).start(LATER);
            warm(tokenizers);
            CompletableFuture
                    .delayedExecutor(LATER.toMillis(), TimeUnit.MILLISECONDS, Thread.ofVirtual().name("routers")::start)
                    .execute(Prompts::prepare);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("Cannot use the data folder or watch the configuration: " + e.getMessage(),
                    e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Answers.Bounds kept(Config config) {
        return new Answers.Bounds(config.idempotency().keep(), config.idempotency().size().bytes());
    }

    private static Archive.Bounds bounds(Config config) {
        var store = config.responses().store();
        return new Archive.Bounds(store.keepFor(), store.maxSize().bytes(), store.maxPerAccount());
    }

    private static long mostStored(Config config) {
        var store = config.responses().store();
        return store.enabled() ? store.maxSize().bytes() : 0;
    }

    /** The codecs that upstreams are spoken to with, by the name of their dialect. */
    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private static Map<String, Provider> providers(Tokenizers tokenizers, Optional<Embedder> embedder,
            InstantSource clock) {
        var openai = new OpenAiProvider(clock);
        var madeUp = LocalEmbeddings.madeUp(openai, tokenizers);
        return Map.of("openai", openai, "anthropic", new AnthropicProvider(), "responses",
                new ResponsesProvider(openai), "simulator",
                new Simulator(openai, madeUp, tokenizers), "local",
                embedder.map(model -> LocalEmbeddings.of(model, openai, tokenizers)).orElse(madeUp));
    }

    /** The vocabulary that the first answer of a stand-in is counted with takes longer to load than to answer. */
    private void warm(Tokenizers tokenizers) {
        if (catalog().upstreams().stream().filter(Upstream::ready).allMatch(Upstream::standIn)) {
            Ahead.of("tokens", () -> tokenizers.forModel("").count("Hello"));
        }
    }

    /** The key that the first start made; it is not kept anywhere else. */
    public Optional<NewKey> firstKey() {
        return firstKey;
    }

    /** The port of the management API's own listener; empty if it has none. */
    public OptionalInt managementPort() {
        return door.managementPort();
    }

    /** The port that is listened on. */
    public int port() {
        return door.port();
    }

    public Config config() {
        return live.current().config();
    }

    public Catalog catalog() {
        return live.current().catalog();
    }

    /** Turns new requests away, lets running ones finish within the configured time, and closes everything. */
    public void drain() {
        door.drain(config().drain());
        close();
    }

    /** Closes everything, the last opened first. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.removeLast().close();
            } catch (Exception e) {
                LOG.warn("Could not be closed in good order", e);
            }
        }
    }

    private <T extends AutoCloseable> T closing(T part) {
        open.addLast(part);
        return part;
    }
}

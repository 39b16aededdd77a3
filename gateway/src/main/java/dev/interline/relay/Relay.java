package dev.interline.relay;

import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Provider;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.generations.Generation;
import dev.interline.generations.Settlement;
import dev.interline.log.Trace;
import dev.interline.routing.Candidate;
import dev.interline.tokens.TokenCounter;
import dev.interline.tokens.Tokenizers;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data plane of one event loop: takes an admitted request and its ranked candidates and answers it.
 *
 * <p>Made once for each event loop, on that loop; all calls are made there.
 */
public final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    /** Bodies above this size are rewritten off the loop, where they hold up nobody else. */
    private static final int LARGE_BODY = 256 * 1024;

    private final Thread thread = Thread.currentThread();
    private final Loop loop;
    private final Connections connections;
    private final Map<String, Provider> providers;
    private final Settlement settlement;
    private final Traffic traffic;
    private final Verdicts verdicts;
    private final HedgeBudget hedges = new HedgeBudget();

    /** @param providers the upstream codecs by the name of their dialect */
    public Relay(Vertx vertx, Map<String, Provider> providers, Settlement settlement, Traffic traffic,
            Verdicts verdicts) {
        this.loop = new Loop(vertx);
        this.connections = new Connections(vertx, loop, new ClientSSLOptions());
        this.providers = Map.copyOf(providers);
        this.settlement = settlement;
        this.traffic = traffic;
        this.verdicts = verdicts;
    }

    /** Answers a request; {@code candidates} are tried in their order and are at least one. */
    public void serve(Order order, List<Candidate> candidates) {
        traffic.opened(order.exchange().wire());
        try {
            new Delivery(this, order, candidates).start();
        } catch (RuntimeException e) {
            order.funds().release();
            throw e;
        }
    }

    /** Tells what {@link #serve} would do, by an order that has an explanation; nothing is sent, held or remembered. */
    public void explain(Order order, List<Candidate> candidates) {
        new DryRun(order, candidates, order.explanation().orElseThrow()).answer(verdicts.pauses());
    }

    /**
     * Tells how many tokens a prompt has: by its upstream where that speaks the client's wire, else by a tokenizer.
     *
     * @param done called on the loop
     */
    public void count(Order order, Candidate candidate, Tokenizers tokenizers, Consumer<Counted> done) {
        Provider provider = provider(candidate);
        if (provider.wire() == order.exchange().wire() && candidate.target().vendor().baseUrl().isPresent()) {
            new Counting(candidate, provider, done).start(order, loop, connections);
        } else {
            loop.aside(() -> here(order, tokenizers.forModel(candidate.endpoint().model())), done,
                    e -> done.accept(new Counted.Failed(Problem.of(ErrorType.SERVER, "The prompt was not counted: "
                            + e.getClass().getSimpleName()))));
        }
    }

    private static Counted here(Order order, TokenCounter tokens) {
        try {
            return new Counted.Here(tokens.count(order.exchange().meaning()));
        } catch (Rejected e) {
            return new Counted.Failed(e.problem());
        }
    }

    Loop loop() {
        return loop;
    }

    Traffic traffic() {
        return traffic;
    }

    Verdicts verdicts() {
        return verdicts;
    }

    /** How many requests of this loop may have a second endpoint. */
    HedgeBudget hedges() {
        return hedges;
    }

    Provider provider(Candidate candidate) {
        String dialect = candidate.target().vendor().dialect();
        Provider provider = providers.get(dialect);
        if (provider == null) {
            throw new IllegalStateException("No provider speaks " + dialect);
        }
        return provider;
    }

    /** Writes the attempt's request and sends it. */
    void send(Order order, Attempt attempt) {
        attempt.counts(verdicts.begun(attempt.candidate()));
        Provider provider = provider(attempt.candidate());
        var target = attempt.candidate().target();
        var exchange = order.exchange();
        if (exchange.fields().to() - exchange.fields().from() <= LARGE_BODY) {
            try {
                begin(attempt, provider.prepare(exchange, target));
            } catch (RuntimeException e) {
                notWritten(attempt, e);
            }
        } else {
            loop.aside(() -> provider.prepare(exchange, target), prepared -> begin(attempt, prepared),
                    e -> notWritten(attempt, e));
        }
    }

    private static void notWritten(Attempt attempt, RuntimeException e) {
        LOG.error("A request could not be written", Trace.of(e));
        attempt.fail(UpstreamFailure.of(Fault.INTERNAL, "The gateway could not write the provider's request"));
    }

    private void begin(Attempt attempt, Prepared prepared) {
        if (attempt.isClosed()) {
            return;
        }
        switch (prepared) {
            case Prepared.Call call -> attempt.on(connections.send(attempt.candidate().target().vendor(),
                    call, attempt.timeouts().connect(), attempt));
            case Prepared.Local local -> {
                var upstream = new ScriptedUpstream(loop, attempt);
                attempt.on(upstream);
                upstream.start(local);
            }
            case Prepared.Inexpressible(Problem problem) -> attempt
                    .fail(UpstreamFailure.of(Fault.NOT_EXPRESSIBLE, problem.message()));
        }
    }

    /**
     * Settles a record; {@code then} runs on the loop once it is durable, or late by the settlement's own judgement. That
     * is before this returns, if the settlement knows at once: another round of the loop would cost 3 us and the answer's
     * place before the events that came after it.
     */
    void settle(Books.Entry entry, Runnable then) {
        settlement.settle(entry.generation(), _ -> {
            if (Thread.currentThread().equals(thread)) {
                then.run();
            } else {
                loop.run(then);
            }
        });
    }

    /** Keeps a record for which nobody is charged; nobody waits for it. */
    void record(Generation failed) {
        settlement.settle(failed, _ -> {});
    }

    /** Notes what a running answer would be charged if this process ended now. */
    void checkpoint(Generation soFar) {
        settlement.checkpoint(soFar);
    }

    void over(Order order) {
        traffic.closed(order.exchange().wire());
    }
}

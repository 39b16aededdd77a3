package dev.interline.door;

import dev.interline.bytes.ByteSink;
import dev.interline.config.Config;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Problem;
import dev.interline.generations.Generation;
import dev.interline.identity.Caller;
import dev.interline.log.Trace;
import dev.interline.relay.Counted;
import dev.interline.relay.Order;
import dev.interline.relay.Relay;
import dev.interline.routing.Candidate;
import dev.interline.routing.Ranking;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a request that asks a model for something from its headers to the relay: body, parse, route. */
final class Generating {
    private static final Logger LOG = LoggerFactory.getLogger(Generating.class);
    /** Parsing more than this would hold up the event loop. */
    private static final int LARGE_BODY = 256 * 1024;

    private final Vertx vertx;
    private final Context context;
    private final Services services;
    private final Relay relay;
    private final BodyBudget budget;

    Generating(Vertx vertx, Services services, Relay relay, BodyBudget budget) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.services = services;
        this.relay = relay;
        this.budget = budget;
    }

    /** One such request. */
    private record Asked(Visit visit, Caller caller, Operation operation, Dialect dialect, Instant begun) {
        void refuse(Problem problem) {
            visit.refuse(problem, dialect);
        }
    }

    void begin(Visit visit, Caller caller, Operation operation, Dialect dialect) {
        var asked = new Asked(visit, caller, operation, dialect, Instant.now());
        if (!services.settlement().healthy()) {
            asked.refuse(Problem.of(ErrorType.PROVIDER_OVERLOADED,
                    "The gateway cannot write its records at the moment; try again shortly")
                    .withRetryAfter(Operations.RETRY_AFTER));
            return;
        }
        Config config = visit.snapshot().config();
        var reader = new BodyReader(vertx, visit.request(), budget, config.limits().body().bytes(),
                config.timeouts().clientIdle(), body -> parse(asked, body), asked::refuse);
        visit.onOver(() -> budget.giveBack(reader.reserved()));
        reader.start();
        expectContinue(visit.request());
    }

    /** A client that asks whether its body is welcome may send it: its key and its size have been looked at. */
    private static void expectContinue(HttpServerRequest request) {
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect")) && !request.response().ended()) {
            request.response().writeContinue();
        }
    }

    private void parse(Asked asked, ByteSink body) {
        if (body.size() <= LARGE_BODY) {
            parsed(asked, understand(asked, body));
            return;
        }
        Thread.ofVirtual().name("parse").start(() -> {
            Parsed parsed = understand(asked, body);
            context.runOnContext(_ -> parsed(asked, parsed));
        });
    }

    private static Parsed understand(Asked asked, ByteSink body) {
        try {
            return asked.dialect().parse(asked.operation(), body.array(), body.size(), asked.visit().headers());
        } catch (RuntimeException e) {
            LOG.error("A request could not be parsed", Trace.of(e));
            return new Parsed.Refused(Problem.of(ErrorType.SERVER, "Internal Server Error"));
        }
    }

    private void parsed(Asked asked, Parsed parsed) {
        if (asked.visit().response().closed()) {
            return;
        }
        switch (parsed) {
            case Parsed.Refused(Problem problem) -> asked.refuse(problem);
            case Parsed.Accepted(Exchange exchange) -> {
                switch (services.routing().route(asked.visit().snapshot().catalog(), exchange.facts())) {
                    case Ranking.Unroutable(Problem problem) -> asked.refuse(problem);
                    case Ranking.Ranked(List<Candidate> candidates) -> hand(asked, exchange, candidates);
                }
            }
        }
    }

    private void hand(Asked asked, Exchange exchange, List<Candidate> candidates) {
        Visit visit = asked.visit();
        var downstream = new ClientSide(visit.response(), visit.compression());
        var order = new Order(services.ids().next(), asked.begun(), exchange, asked.dialect(),
                asked.caller(), client(visit, exchange), visit.snapshot().config(), downstream);
        switch (asked.operation()) {
            case GENERATE -> relay.serve(order, candidates);
            case COUNT_TOKENS -> relay.count(order, candidates.getFirst(), services.tokenizers(),
                    counted -> counted(asked, counted));
        }
    }

    private static void counted(Asked asked, Counted counted) {
        switch (counted) {
            case Counted.Told(byte[] body) -> asked.visit().answer(Reply.json(200, body));
            case Counted.Here(long tokens) -> {
                var out = new ByteSink(64);
                asked.dialect().writeCount(tokens, out);
                asked.visit().answer(Reply.json(200, out.toBytes()));
            }
            case Counted.Failed(Problem problem) -> asked.refuse(problem);
        }
    }

    private static Generation.Client client(Visit visit, Exchange exchange) {
        Optional<String> title = visit.header("x-openrouter-title").or(() -> visit.header("x-title"));
        return new Generation.Client(visit.header("origin"), visit.header("http-referer"), title,
                visit.header("user-agent"), exchange.facts().user(), exchange.facts().sessionId());
    }
}

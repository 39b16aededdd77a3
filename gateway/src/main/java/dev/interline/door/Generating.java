package dev.interline.door;

import dev.interline.admission.Funds;
import dev.interline.bytes.ByteSink;
import dev.interline.catalog.Catalog;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.generations.Generation;
import dev.interline.idempotency.Answers;
import dev.interline.identity.Caller;
import dev.interline.ledger.Spender;
import dev.interline.log.Trace;
import dev.interline.relay.Counted;
import dev.interline.relay.MetadataJson;
import dev.interline.relay.Order;
import dev.interline.relay.Relay;
import dev.interline.routing.Candidate;
import dev.interline.routing.Explanation;
import dev.interline.routing.Prompts;
import dev.interline.routing.Ranking;
import dev.interline.routing.Routing;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a request that asks a model for something from its headers to the relay: body, parse, route, pace. */
final class Generating {
    private static final Logger LOG = LoggerFactory.getLogger(Generating.class);
    /** Parsing more than this would hold up the event loop. */
    private static final int LARGE_BODY = 256 * 1024;

    private final Vertx vertx;
    private final Context context;
    private final Services services;
    private final Relay relay;
    private final BodyBudget budget;
    private final Pacing pacing;
    private final SlowBodies slow;
    private final NamedCalls named;
    private final Recollection recollection;

    Generating(Vertx vertx, Services services, Relay relay, BodyBudget budget, Pacing pacing, SlowBodies slow) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.services = services;
        this.relay = relay;
        this.budget = budget;
        this.pacing = pacing;
        this.slow = slow;
        this.named = new NamedCalls(services.answers());
        this.recollection = new Recollection(context, services.archive(), budget);
    }

    /** Reads a request's body and answers it. */
    void begin(Visit visit, Caller caller, Asking asking) {
        if (canRecord(visit, asking)) {
            new Asked(visit, caller, asking).begin();
        }
    }

    /** Answers a body that somebody else has read, or made. */
    void ask(Visit visit, Caller caller, Asking asking, ByteSink body) {
        if (canRecord(visit, asking)) {
            new Asked(visit, caller, asking).understood(body);
        }
    }

    private boolean canRecord(Visit visit, Asking asking) {
        if (!services.readiness().canRecord()) {
            visit.refuse(Problem.of(ErrorType.PROVIDER_OVERLOADED,
                    "The gateway cannot write its records at the moment; try again shortly")
                    .withRetryAfter(Operations.RETRY_AFTER), asking.dialect());
            return false;
        }
        return true;
    }

    /** One such request. */
    private final class Asked implements BodyReader.Listener {
        private final Visit visit;
        private final Caller caller;
        private final Asking asking;
        private final Operation operation;
        private final Dialect dialect;
        private final Instant begun = Instant.now();
        private final long limit;
        private final BodyReader reader;
        private Answers.@Nullable Ticket ticket;
        private Optional<Explanation> explanation = Optional.empty();
        private boolean recalled;
        private boolean decoded;

        Asked(Visit visit, Caller caller, Asking asking) {
            this.visit = visit;
            this.caller = caller;
            this.asking = asking;
            this.operation = asking.operation();
            this.dialect = asking.dialect();
            this.limit = visit.snapshot().config().limits().body().bytes();
            this.reader = new BodyReader(vertx, visit.request(), budget, slow, limit, this);
        }

        void begin() {
            visit.onOver(reader::release);
            reader.start();
            visit.expectContinue();
        }

        @Override
        public void refused(Problem problem) {
            visit.refuse(explanation.map(plan -> MetadataJson.explained(problem, plan)).orElse(problem), dialect);
        }

        @Override
        public void whole(ByteSink body) {
            Optional<String> name = operation.isMetered() && !asking.explains() && named.known()
                    ? visit.header(Fields.IDEMPOTENCY_KEY)
                    : Optional.empty();
            if (name.isPresent()) {
                decide(name.get(), body);
            } else {
                read(body);
            }
        }

        /** A named call may have been made: that is looked up off the loop. */
        private void decide(String name, ByteSink body) {
            Thread.ofVirtual().name("named").start(() -> {
                NamedCalls.Decision decision;
                try {
                    decision = named.decide(caller, visit.route(), name, body);
                } catch (RuntimeException e) {
                    LOG.error("A named call could not be looked up", Trace.of(e));
                    decision = new NamedCalls.Decision.Refuse(Problem.of(ErrorType.PROVIDER_OVERLOADED,
                            "The gateway's database does not do what it should at the moment; try again shortly")
                            .withRetryAfter(Operations.RETRY_AFTER));
                }
                var decided = decision;
                context.runOnContext(_ -> decided(decided, body));
            });
        }

        private void decided(NamedCalls.Decision decision, ByteSink body) {
            switch (decision) {
                case NamedCalls.Decision.Make(var fresh) -> {
                    ticket = fresh;
                    visit.onOver(fresh::over);
                    if (!visit.response().closed()) {
                        read(body);
                    }
                }
                case NamedCalls.Decision.Repeat(Reply reply) -> visit.answer(reply);
                case NamedCalls.Decision.Refuse(Problem problem) -> refused(problem);
            }
        }

        private void read(ByteSink body) {
            String encoding = visit.request().getHeader(Fields.CONTENT_ENCODING);
            if (encoding != null && Inflation.knows(encoding)) {
                aside(() -> inflated(encoding, body));
            } else {
                understood(body);
            }
        }

        void understood(ByteSink body) {
            if (body.size() > LARGE_BODY) {
                aside(() -> understand(body));
            } else {
                parsed(understand(body));
            }
        }

        private void aside(Supplier<Parsed> work) {
            Thread.ofVirtual().name("parse").start(() -> {
                Parsed parsed = work.get();
                context.runOnContext(_ -> parsed(parsed));
            });
        }

        private Parsed inflated(String encoding, ByteSink body) {
            var inflation = new Inflation(budget, limit);
            try {
                return understand(inflation.plain(encoding, body));
            } catch (Rejected e) {
                return new Parsed.Refused(e.problem());
            } finally {
                context.runOnContext(_ -> reader.answerFor(inflation.reserved()));
            }
        }

        private Parsed understand(ByteSink body) {
            try {
                return dialect.parse(operation, body.array(), body.size(), visit.headers());
            } catch (RuntimeException e) {
                LOG.error("A request could not be parsed", Trace.of(e));
                return new Parsed.Refused(Problem.of(ErrorType.SERVER, "Internal Server Error"));
            }
        }

        private void parsed(Parsed parsed) {
            if (visit.response().closed()) {
                return;
            }
            switch (parsed) {
                case Parsed.Refused(Problem problem) -> refused(problem);
                case Parsed.Accepted(Exchange exchange) when !recalled && exchange.recalls() -> {
                    recalled = true;
                    aside(() -> recollection.of(exchange, visit, caller, operation, dialect));
                }
                case Parsed.Accepted(Exchange exchange) when !decoded && Prompts.takesTime(exchange) -> {
                    decoded = true;
                    aside(() -> {
                        Prompts.read(exchange);
                        return parsed;
                    });
                }
                case Parsed.Accepted(Exchange exchange) -> {
                    switch (ranking(exchange)) {
                        case Ranking.Unroutable(Problem problem) -> refused(problem);
                        case Ranking.Ranked(List<Candidate> candidates, _) -> pace(exchange, candidates);
                    }
                }
            }
        }

        private Ranking ranking(Exchange exchange) {
            Catalog catalog = visit.snapshot().catalog();
            if (!asking.explains() && !Explaining.isWanted(visit)) {
                return services.routing().route(catalog, exchange, services.permit(caller), begun);
            }
            Routing.Explained explained =
                    services.routing().explained(catalog, exchange, services.permit(caller), begun);
            explanation = Optional.of(explained.explanation());
            return explained.ranking();
        }

        private void pace(Exchange exchange, List<Candidate> candidates) {
            boolean free = operation.isMetered() && Pacing.anyFree(candidates);
            if (!asking.paced() || !Pacing.limits(visit, caller, free)) {
                hand(exchange, candidates);
                return;
            }
            pacing.admit(visit, caller, candidates, free, new Pacing.Then() {
                @Override
                public void admitted(List<Candidate> allowed) {
                    hand(exchange, allowed);
                }

                @Override
                public void refused(Problem problem) {
                    Asked.this.refused(problem);
                }
            });
        }

        private void hand(Exchange exchange, List<Candidate> candidates) {
            Funds funds;
            try {
                funds = funds(exchange);
            } catch (Rejected e) {
                refused(e.problem());
                return;
            }
            var id = services.ids().next(begun);
            var side = asking.client().apply(visit);
            var client = asking.explains() ? side : recollection.keeping(side, exchange, caller);
            var order = new Order(id, begun, exchange, dialect, caller, funds, client(visit, exchange),
                    visit.snapshot().config(), asking.timeouts(),
                    ticket == null ? client : new KeepingSide(client, ticket, id), explanation);
            if (asking.explains()) {
                relay.explain(order, candidates);
                return;
            }
            switch (operation) {
                case GENERATE, EMBED -> relay.serve(order, candidates);
                case COUNT_TOKENS -> relay.count(order, candidates.getFirst(), services.tokenizers(), this::counted);
            }
        }

        private Funds funds(Exchange exchange) {
            // A key that was deleted since it was looked up has none.
            Spender spender = services.ledger().spender(caller.keyHash())
                    .orElseThrow(() -> new Rejected(Access.UNKNOWN_KEY));
            return new Funds(exchange, begun, spender, MaxCost.of(visit.header(Fields.MAX_COST)), Funds.Policy.DEFAULT);
        }

        private void counted(Counted counted) {
            switch (counted) {
                case Counted.Told(byte[] body) -> visit.answer(Reply.json(200, body));
                case Counted.Here(long tokens) -> {
                    var out = new ByteSink(64);
                    dialect.writeCount(tokens, out);
                    visit.answer(Reply.json(200, out.toBytes()));
                }
                case Counted.Failed(Problem problem) -> refused(problem);
            }
        }
    }

    private static Generation.Client client(Visit visit, Exchange exchange) {
        Optional<String> title = visit.header(Fields.OPENROUTER_TITLE).or(() -> visit.header(Fields.TITLE));
        return new Generation.Client(visit.header(Fields.ORIGIN), visit.header(Fields.HTTP_REFERER), title,
                visit.header(Fields.CATEGORIES), visit.header(Fields.USER_AGENT), exchange.facts().user(),
                exchange.facts().sessionId());
    }
}

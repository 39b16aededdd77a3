package dev.interline.door;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.identity.Caller;
import dev.interline.log.Trace;
import dev.interline.relay.Relay;
import dev.interline.routing.Prompts;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a request that asks a model for something from its headers to what it means: body, call by name, parse. */
final class Generating {
    private static final Logger LOG = LoggerFactory.getLogger(Generating.class);
    /** Parsing more than this would hold up the event loop. */
    private static final int LARGE_BODY = 256 * 1024;

    private final Vertx vertx;
    private final Context context;
    private final Services services;
    private final BodyBudget budget;
    private final SlowBodies slow;
    private final NamedCalls named;
    private final Recollection recollection;
    private final Dispatch.Means means;

    Generating(Vertx vertx, Services services, Relay relay, BodyBudget budget, Pacing pacing, SlowBodies slow) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.services = services;
        this.budget = budget;
        this.slow = slow;
        this.named = new NamedCalls(services.answers());
        this.recollection = new Recollection(context, services.archive(), budget);
        this.means = new Dispatch.Means(services, relay, pacing, recollection);
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
        private final long limit;
        private final BodyReader reader;
        private final Dispatch dispatch;
        private boolean recalled;
        private boolean decoded;

        Asked(Visit visit, Caller caller, Asking asking) {
            this.visit = visit;
            this.caller = caller;
            this.asking = asking;
            this.operation = asking.operation();
            this.dialect = asking.dialect();
            this.limit = visit.snapshot().config().limits().body().bytes();
            this.dispatch = new Dispatch(means, visit, caller, asking, Instant.now());
            this.reader = new BodyReader(vertx, visit.request(), budget, slow, limit, this);
        }

        void begin() {
            visit.onOver(reader::release);
            reader.start();
            visit.expectContinue();
        }

        @Override
        public void refused(Problem problem) {
            dispatch.refuse(problem);
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
                    dispatch.keepFor(fresh);
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
                case Parsed.Accepted(Exchange exchange) -> dispatch.go(exchange);
            }
        }
    }
}

package dev.interline.relay;

import dev.interline.bytes.JsonFields;
import dev.interline.catalog.PriceKey;
import dev.interline.catalog.Pricing;
import dev.interline.exchange.ConversationKey;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Operation;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Usage;
import dev.interline.health.EndpointId;
import dev.interline.health.Health;
import dev.interline.health.Load;
import dev.interline.health.Pauses;
import dev.interline.health.Performance;
import dev.interline.routing.Candidate;
import dev.interline.routing.Prompts;
import dev.interline.routing.Sessions;
import java.util.List;
import java.util.function.ToLongFunction;

/** Tells the health of endpoints how attempts ended: what the endpoint did, not what caller, account or gateway did. */
public final class Verdicts {
    /** Slower than this, in tokens a second, is no healthy slowness. */
    private static final double FLOOR = 1;
    private static final double BYTES_PER_TOKEN = 4;
    private static final double NANOS = 1e9;

    private final ToLongFunction<Candidate> pauses = this::left;
    private final Health health;
    private final Sessions sessions;

    /** @param sessions hears which endpoint served a conversation */
    public Verdicts(Health health, Sessions sessions) {
        this.health = health;
        this.sessions = sessions;
    }

    /** An attempt begins; what callers' own accounts do there says nothing of how much the gateway's may. */
    Load begun(Candidate candidate) {
        return candidate.byok() ? Load.NONE : health.begun(id(candidate));
    }

    /** The attempt brought a whole answer. */
    void served(Attempt attempt, Order order) {
        Facts facts = order.exchange().facts();
        Progress progress = attempt.progress();
        long nanos = System.nanoTime() - progress.began();
        // A document that is not streamed says nothing of its first token; vectors are all there is.
        boolean timed = progress.hasContent() && (facts.stream() || facts.operation() == Operation.EMBED);
        long tokens = progress.wasHeldUp() ? 0 : attempt.tally().usage().map(Usage::completion).orElse(0L);
        EndpointId id = id(attempt);
        remember(id, attempt, order);
        judge(attempt.calls(), order.exchange().fields(), id);
        health.served(id, new Performance(timed ? progress.contentAt() - progress.began() : 0, tokens, nanos));
    }

    /** Beside the event loop: schemas may be long, and nobody waits for it. */
    private void judge(List<CallWatch.Call> calls, JsonFields request, EndpointId id) {
        if (!calls.isEmpty()) {
            Thread.ofVirtual().name("calls").start(() -> health.called(id, CallJudge.areSound(calls, request)));
        }
    }

    /** A conversation that its client did not name is worth staying with where its prompt was cached, which has to be cheaper. */
    private void remember(EndpointId id, Attempt attempt, Order order) {
        Usage usage = attempt.tally().usage().orElse(Usage.NONE);
        boolean cached = usage.cacheRead() + usage.cacheWrite() + usage.cacheWriteHour() > 0;
        Facts facts = order.exchange().facts();
        if (facts.sessionId().isPresent() || Prompts.isRouter(facts.model())
                || cached && isCheaperCached(attempt.candidate().endpoint().pricing())) {
            ConversationKey conversation = order.exchange().conversation();
            if (conversation.isThere()) {
                sessions.served(order.caller().account(), facts.model(), conversation, id.model(), id.tag(), usage);
            }
        }
    }

    private static boolean isCheaperCached(Pricing pricing) {
        return pricing.price(PriceKey.INPUT_CACHE_READ).compareTo(pricing.price(PriceKey.PROMPT)) < 0;
    }

    /** For how many nanoseconds the account that a candidate would be asked with is to be left alone; 0 if it may be asked. */
    ToLongFunction<Candidate> pauses() {
        return pauses;
    }

    private long left(Candidate candidate) {
        Pauses known = health.pauses();
        return known.isEmpty() ? 0 : known.left(id(candidate), account(candidate), health.now());
    }

    private static Object account(Candidate candidate) {
        return candidate.target().vendor().credential();
    }

    /**
     * The attempt failed; what a caller's own account at the provider brought about is not the endpoint's doing, and an answer that
     * was only long, not slow, is nobody's.
     */
    void failed(Attempt attempt, UpstreamFailure failure, Order order) {
        if (failure.fault() == Fault.THROTTLED && failure.retryAfter().isPresent()) {
            health.pauses().leaveAlone(id(attempt), account(attempt.candidate()),
                    order.honoured(failure.retryAfter().get()), health.now());
        }
        if (failure.fault() == Fault.DEADLINE && attempt.progress().hasContent()) {
            long nanos = System.nanoTime() - attempt.progress().began();
            double tokens = attempt.delivered() / BYTES_PER_TOKEN;
            if (attempt.progress().wasHeldUp()) {
                return;
            }
            health.measured(id(attempt), new Performance(0, (long) Math.ceil(tokens), nanos));
            if (tokens * NANOS / nanos >= FLOOR) {
                return;
            }
        }
        if (!attempt.candidate().byok() || !ofAccount(failure.fault())) {
            health.failed(id(attempt), failure.fault(), failure.retryAfter());
        }
    }

    /** Within how many nanoseconds 95 of 100 answers of this endpoint begin; 0 while too little is known. */
    long lateness(Candidate candidate) {
        double seconds = health.vitals(id(candidate), health.now()).lateness();
        return Double.isNaN(seconds) ? 0 : (long) (seconds * NANOS);
    }

    /**
     * The attempt was given up for another that was faster. That is no failure, but one that was late took at least so long, and
     * without it an endpoint would look the faster the more often it is outrun.
     */
    void outrun(Attempt attempt, boolean late) {
        if (late) {
            health.measured(id(attempt), new Performance(System.nanoTime() - attempt.progress().began(), 0, 0));
        }
    }

    private static boolean ofAccount(Fault fault) {
        return switch (fault) {
            case THROTTLED, CREDENTIALS, ACCOUNT_EMPTY, NO_SUCH_MODEL -> true;
            default -> false;
        };
    }

    private static EndpointId id(Attempt attempt) {
        return id(attempt.candidate());
    }

    private static EndpointId id(Candidate candidate) {
        var endpoint = candidate.endpoint();
        return new EndpointId(endpoint.model(), endpoint.tag());
    }
}

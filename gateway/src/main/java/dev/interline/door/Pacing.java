package dev.interline.door;

import dev.interline.exchange.Dialect;
import dev.interline.exchange.Problem;
import dev.interline.identity.Caller;
import dev.interline.limits.Admission;
import dev.interline.limits.Asker;
import dev.interline.limits.Pass;
import dev.interline.limits.Quota;
import dev.interline.limits.RateLimiter;
import dev.interline.limits.RateLimits;
import dev.interline.limits.Turn;
import dev.interline.routing.Candidate;
import io.vertx.core.Context;
import java.util.List;

/** Lets requests through as often as their callers may ask, and tells those who have a limit where they stand. */
final class Pacing {
    private static final String FREE = ":free";
    private static final int FIRST_ERROR = 400;

    private final Context context;
    private final Dialect chat;
    private final RateLimiter limiter;

    /** @param chat whose form refusals of the service have */
    Pacing(Context context, RateLimiter limiter, Dialect chat) {
        this.chat = chat;
        this.context = context;
        this.limiter = limiter;
    }

    /** Whether one of these costs nothing, and is limited for that. */
    static boolean anyFree(List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            if (isFree(candidate)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFree(Candidate candidate) {
        return candidate.endpoint().model().endsWith(FREE);
    }

    /** Tells a caller where it stands, if it has a limit; what becomes of its request may tell more. */
    void greet(Visit visit, Caller caller) {
        if (limits(visit, caller, false)) {
            tell(visit, limiter.quota(visit.snapshot().rates(), asker(caller)));
        }
    }

    /** Whether anything limits a request; {@code free} if one of its candidates costs nothing. */
    static boolean limits(Visit visit, Caller caller, boolean free) {
        return visit.snapshot().rates().limit(perMinute(caller), free);
    }

    /**
     * Lets a request through, if it is limited, unless it is one too many; it may have to wait for its turn. When only the
     * free models are used up, it may go on with the others among its candidates.
     */
    void admit(Visit visit, Caller caller, List<Candidate> candidates, boolean free, Then then) {
        List<Candidate> others = free ? withoutFree(candidates) : List.of();
        switch (limiter.admit(visit.snapshot().rates(), asker(caller), free, others.isEmpty())) {
            case Admission.Refused _ when !others.isEmpty() -> {
                if (limits(visit, caller, false)) {
                    admit(visit, caller, others, false, then);
                } else {
                    then.admitted(others);
                }
            }
            case Admission.Decided decided -> decided(visit, decided, candidates, then);
            case Admission.Queued(Turn turn) -> {
                visit.onOver(turn::leave);
                turn.whenDecided(
                        decided -> context.runOnContext(_ -> decided(visit, decided, candidates, then)));
            }
        }
    }

    /**
     * Counts a request to the service, which has limits of its own for each kind; one that is one too many is refused here.
     *
     * @param kind what is counted together
     */
    boolean admitService(Visit visit, Caller caller, String kind, int perMinute) {
        var asker =
                new Asker(caller.account(), caller.keyHash() + " " + kind, perMinute, caller.restrictions().weight());
        var unlimited = new RateLimits.Pace(RateLimits.NONE, RateLimits.NONE);
        var limits = new RateLimits(unlimited, unlimited, visit.snapshot().rates().free(), RateLimits.Queue.NONE);
        Admission.Decided decision = (Admission.Decided) limiter.admit(limits, asker, false, false);
        tell(visit, decision.quota());
        switch (decision) {
            case Admission.Admitted(Pass pass, _) -> visit.onOver(() -> pass.over(true));
            case Admission.Refused(Problem problem, _) -> visit.refuse(problem, chat);
        }
        return decision instanceof Admission.Admitted;
    }

    private static void decided(Visit visit, Admission.Decided decision, List<Candidate> candidates, Then then) {
        if (decision instanceof Admission.Admitted admitted) {
            visit.onOver(() -> admitted.pass().over(visit.response().getStatusCode() < FIRST_ERROR));
        }
        if (visit.response().closed()) {
            return; // while it waited
        }
        tell(visit, decision.quota());
        switch (decision) {
            case Admission.Admitted _ -> then.admitted(candidates);
            case Admission.Refused(Problem problem, _) -> then.refused(problem);
        }
    }

    /** What follows. */
    interface Then {
        /** @param candidates those that may be tried; at least one */
        void admitted(List<Candidate> candidates);

        void refused(Problem problem);
    }

    private static List<Candidate> withoutFree(List<Candidate> candidates) {
        return candidates.stream().filter(candidate -> !isFree(candidate)).toList();
    }

    private static void tell(Visit visit, Quota quota) {
        visit.response()
                .putHeader(Fields.RATE_LIMIT, Integer.toString(quota.limit()))
                .putHeader(Fields.RATE_LIMIT_REMAINING, Integer.toString(quota.remaining()))
                .putHeader(Fields.RATE_LIMIT_RESET, Long.toString(quota.reset()));
    }

    private static Asker asker(Caller caller) {
        return new Asker(caller.account(), caller.keyHash(), perMinute(caller), caller.restrictions().weight());
    }

    private static int perMinute(Caller caller) {
        return caller.restrictions().requestsPerMinute().orElse(RateLimits.NONE);
    }
}

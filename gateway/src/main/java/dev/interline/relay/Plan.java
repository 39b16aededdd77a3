package dev.interline.relay;

import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Problem;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.routing.Candidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The candidates of one request that are still to be tried, and what became of those that were. */
final class Plan {
    private record Failed(Candidate candidate, UpstreamFailure failure) {}

    private List<Candidate> open;
    private int tried;
    private List<Failed> failed = List.of();
    private @Nullable Problem tooDear;

    Plan(List<Candidate> candidates) {
        open = candidates;
    }

    boolean isEmpty() {
        return tried == open.size();
    }

    Candidate next() {
        return open.get(tried++);
    }

    /** The candidate that failed last. */
    Candidate last() {
        return failed.getLast().candidate();
    }

    /** Notes that a candidate was passed over, since the caller cannot pay for it. */
    void tooDear(Problem problem) {
        if (tooDear == null) {
            tooDear = problem;
        }
    }

    /** Notes a failure; a prompt that did not fit is spared all candidates that have no more room. */
    void failed(Candidate candidate, UpstreamFailure failure) {
        if (failed.isEmpty()) {
            failed = new ArrayList<>(2);
        }
        failed.add(new Failed(candidate, failure));
        if (failure.fault() == Fault.CONTEXT_OVERFLOW) {
            long room = candidate.endpoint().contextLength();
            open = open.stream()
                    .skip(tried)
                    .filter(other -> other.endpoint().contextLength() > room)
                    .toList();
            tried = 0;
        }
    }

    /**
     * What the client is told when all have failed: that it should come back when the first of them said so, if every
     * one was throttled; else the first failure, or that there is not enough money if none was tried.
     */
    Problem problem() {
        Problem unpaid = tooDear;
        if (failed.isEmpty() && unpaid != null) {
            return unpaid;
        }
        Failed first = failed.getFirst();
        Problem problem = first.failure().toProblem(first.candidate().provider());
        if (first.candidate().byok()) {
            problem = problem.with("is_byok", true);
        }
        if (failed.size() > 1) {
            problem = problem.with("previous_errors", failed.stream().skip(1).map(Plan::summary).toList());
        }
        if (problem.type() == ErrorType.RATE_LIMIT_EXCEEDED) {
            Optional<Duration> soonest = failed.stream()
                    .flatMap(one -> one.failure().retryAfter().stream())
                    .min(Comparator.naturalOrder());
            problem = soonest.isPresent() ? problem.withRetryAfter(soonest.get()) : problem;
        }
        return problem;
    }

    private static Map<String, Object> summary(Failed one) {
        return Map.of("provider", one.candidate().provider(), "code",
                one.failure().code().orElse(one.failure().fault().type().text()), "status", one.failure().status());
    }
}

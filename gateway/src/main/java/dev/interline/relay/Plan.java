package dev.interline.relay;

import dev.interline.exchange.Availability;
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
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The candidates of one request that are still to be tried, and what became of those that were. */
final class Plan {
    private record Failed(Candidate candidate, UpstreamFailure failure) {}

    private final List<Candidate> all;
    private List<Candidate> open;
    private int tried;
    private List<Failed> failed = List.of();
    private @Nullable Problem tooDear;
    private boolean second;
    private Optional<Duration> leftAlone = Optional.empty();

    /**
     * @param candidates at least one
     * @param pauses nanoseconds for which a candidate's account is still to be left alone: it is not asked at all
     */
    Plan(List<Candidate> candidates, ToLongFunction<Candidate> pauses) {
        all = candidates;
        open = candidates;
        for (int i = 0; i < candidates.size(); i++) { // no iterator: every request comes through here
            Candidate candidate = candidates.get(i);
            long left = pauses.applyAsLong(candidate);
            if (left > 0) {
                leave(candidate, Duration.ofNanos(left));
            }
        }
    }

    private void leave(Candidate resting, Duration left) {
        keep(candidate -> !candidate.equals(resting));
        leftAlone = Stream.concat(leftAlone.stream(), Stream.of(left)).min(Comparator.naturalOrder());
    }

    /** The model that was asked for, as far as it is known: that of the best candidate. */
    String model() {
        return all.getFirst().endpoint().model();
    }

    boolean isEmpty() {
        return tried == open.size();
    }

    Candidate next() {
        return open.get(tried++);
    }

    /**
     * The next candidate that may be asked while another is under way: for the same model at another endpoint that nothing speaks
     * against, and none on an account of the caller's own, who would pay for both there.
     */
    Optional<Candidate> beside(Candidate first) {
        return first.byok() ? Optional.empty()
                : open.stream().skip(tried).filter(other -> goesBeside(first, other)).findFirst();
    }

    private static boolean goesBeside(Candidate first, Candidate other) {
        boolean behind = switch (other.reason()) {
            case UNSTABLE, PAUSED, STAND_IN -> true;
            default -> other.endpoint().upstream().standIn();
        };
        return !behind && !other.byok() && other.endpoint().model().equals(first.endpoint().model())
                && !other.endpoint().tag().equals(first.endpoint().tag());
    }

    /** Notes that a candidate is asked out of turn. */
    void take(Candidate candidate) {
        keep(other -> !other.equals(candidate));
    }

    /** The candidate that failed last, or the best if none was asked. */
    Candidate last() {
        return failed.isEmpty() ? all.getFirst() : failed.getLast().candidate();
    }

    /** Notes that a candidate was passed over, since the caller cannot pay for it. */
    void tooDear(Problem problem) {
        if (tooDear == null) {
            tooDear = problem;
        }
    }

    /**
     * Notes a failure; a prompt that did not fit is spared all candidates that have no more room, and one that was filtered all
     * others of the same model.
     */
    void failed(Candidate candidate, UpstreamFailure failure) {
        if (failed.isEmpty()) {
            failed = new ArrayList<>(2);
        }
        failed.add(new Failed(candidate, failure));
        if (failure.fault() == Fault.CONTEXT_OVERFLOW) {
            long room = candidate.endpoint().contextLength();
            keep(other -> other.endpoint().contextLength() > room);
        } else if (failure.fault() == Fault.CONTENT_FILTERED) {
            keep(other -> !other.endpoint().model().equals(candidate.endpoint().model()));
        }
    }

    private void keep(Predicate<Candidate> which) {
        open = open.stream().skip(tried).filter(which).toList();
        tried = 0;
    }

    /**
     * Opens the plan again, once, for endpoints that only broke down: the same failure may be over a moment later. An endpoint is
     * asked no more than twice for one request, and not again if any said something about the request itself.
     *
     * @return whether there is one
     */
    boolean again() {
        if (second || failed.stream().anyMatch(one -> !one.failure().fault().blamesEndpoint())) {
            return false;
        }
        second = true;
        var once = new ArrayList<Candidate>(failed.size());
        for (Failed one : failed) {
            if (one.failure().fault().mayPass() && one.failure().retryAfter().isEmpty()
                    && once.stream().noneMatch(other -> other.endpoint().equals(one.candidate().endpoint()))) {
                once.add(one.candidate());
            }
        }
        open = once;
        tried = 0;
        return !once.isEmpty();
    }

    /**
     * What the client is told when all have failed: that it should come back when the first of them said so, if it was
     * throttled; else the first failure, or that there is not enough money if none was tried.
     */
    Problem problem() {
        Problem unpaid = tooDear;
        if (failed.isEmpty()) {
            return unpaid != null ? unpaid : exhausted();
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
            Optional<Duration> soonest = Stream.concat(leftAlone.stream(),
                    failed.stream().flatMap(one -> one.failure().retryAfter().stream())).min(Comparator.naturalOrder());
            problem = soonest.isPresent() ? problem.withRetryAfter(soonest.get()) : problem;
        }
        return problem;
    }

    /** Has the log say which failure it was that the client is told. */
    void complain(Order order, Problem told) {
        Failed first = failed.getFirst();
        Complaint.failed(order, first.candidate(), first.failure(), told.status());
    }

    /** Nobody was asked, since every one wants to be left alone (OpenRouter: {@code capacity_exhausted}). */
    private Problem exhausted() {
        List<String> models = all.stream().map(candidate -> candidate.endpoint().model()).distinct().toList();
        Duration wait = leftAlone.orElse(Duration.ZERO);
        return Problem.of(ErrorType.RATE_LIMIT_EXCEEDED, "All providers of " + String.join(", ", models)
                + " asked to be left alone; try again in " + seconds(wait) + " s")
                .withAvailability(new Availability("capacity_exhausted", true, models, List.of(), Optional.empty(),
                        List.of()))
                .withRetryAfter(wait);
    }

    /** A wait in whole seconds, behind which it is over. */
    static long seconds(Duration wait) {
        return Math.max(1, Math.ceilDiv(wait.toMillis(), 1000));
    }

    private static Map<String, Object> summary(Failed one) {
        return Map.of("provider", one.candidate().provider(), "code",
                one.failure().code().orElse(one.failure().fault().type().text()), "status", one.failure().status());
    }
}

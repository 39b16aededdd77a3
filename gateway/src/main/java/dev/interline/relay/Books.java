package dev.interline.relay;

import dev.interline.bytes.Json;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Pricing;
import dev.interline.exchange.Cost;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Money;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Problem;
import dev.interline.exchange.ServiceTier;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Tally;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Usage;
import dev.interline.generations.ApiType;
import dev.interline.generations.Generation;
import dev.interline.routing.Candidate;
import dev.interline.routing.Explanation;
import dev.interline.routing.Prompts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The books of one request: every attempt as it ended, and in the end the one record of the generation. */
final class Books {
    /** How an answer ended, as far as the record is concerned. */
    enum Ending {
        /** By itself. */
        WHOLE,
        /** Its upstream broke in the middle. */
        BROKEN,
        /** Its client left, and it was cut off. */
        CANCELLED,
        /** Its client left, and it was read to its own end. */
        DRAINED
    }

    /** What is settled: the record, and what the client is told of it. */
    record Entry(Generation generation, Settled settled) {}

    private final Order order;
    private final long begun = System.nanoTime();
    private final List<Generation.Attempt> attempts = new ArrayList<>(2);
    /** What attempts cost that others outran. */
    private Money lost = Money.ZERO;

    Books(Order order) {
        this.order = order;
    }

    /** Notes how an attempt ended; {@code failure} is null when it served. */
    void note(Attempt attempt, @Nullable UpstreamFailure failure) {
        Candidate candidate = attempt.candidate();
        long until = attempt.progress().contentAt() == 0 ? System.nanoTime() : attempt.progress().contentAt();
        attempts.add(new Generation.Attempt(candidate.provider(),
                Optional.of(candidate.endpoint().tag()), candidate.endpoint().model(),
                failure != null && failure.status() != 0 ? failure.status() : attempt.progress().status(),
                failure == null ? Optional.empty()
                        : Optional.of(failure.fault().name().toLowerCase(Locale.ROOT)),
                attempt.tally().upstreamId(), candidate.byok(),
                Duration.ofNanos(until - attempt.progress().began())));
    }

    /**
     * Notes an attempt that another one outran.
     *
     * @return what it has cost the house, as far as one can tell: the prompt, and what was delivered
     */
    Money outrun(Attempt attempt, UpstreamFailure why) {
        note(attempt, why);
        var endpoint = attempt.candidate().endpoint();
        UsageJudge.Judged judged = UsageJudge.judge(order.exchange().facts(), attempt.tally(), attempt.delivered(),
                endpoint.contextLength(), false);
        Money cost =
                cost(pricing(endpoint, attempt.tally()).at(order.begun()), judged.usage(), attempt.tally()).total();
        lost = lost.plus(cost);
        return cost;
    }

    /** The record of a request that this attempt answered, whole or in part. */
    Entry close(Attempt attempt, Ending ending) {
        Entry entry = entry(attempt, ending, order.funds()::settle);
        Optional<Explanation> plan = order.explanation();
        return plan.isEmpty() ? entry
                : new Entry(entry.generation(), entry.settled().withMetadata(metadata(plan.get(), attempt)));
    }

    /** A problem that ends the request, with what was tried if the client wants to know; not if the fault is the gateway's own. */
    Problem explained(Problem problem) {
        return order.explanation().isEmpty() || problem.status() == ErrorType.SERVER.status() ? problem
                : problem.withRouting(metadata(order.explanation().get(), null));
    }

    /** @param served the attempt that answered, in whole or in part; null if none did */
    private String metadata(Explanation plan, @Nullable Attempt served) {
        var json = new MetadataJson(plan, attempts, served == null ? null : served.candidate());
        long now = System.nanoTime();
        json.timings(Optional.of(new MetadataJson.Timings(
                served == null || !served.progress().hasContent() ? Optional.empty()
                        : Optional.of(since(served.progress().contentAt())),
                since(now),
                Optional.ofNullable(served).map(one -> Duration.ofNanos(now - one.progress().began())))));
        return json.end();
    }

    /** Whether anybody was asked. */
    boolean hasAttempts() {
        return !attempts.isEmpty();
    }

    /**
     * The record of a request that nobody answered: nothing is charged, but all that was tried is told.
     *
     * @param model that was asked for
     */
    Generation failed(String model) {
        return new Generation(order.id(), owner(), order.begun(),
                new Generation.Service(apiType(), order.exchange().facts().stream(), model, Optional.empty(),
                        Optional.empty(), Optional.empty(), router(), Optional.empty()),
                new Generation.Ending(false, Optional.empty(), Optional.empty()), Generation.Consumption.NONE,
                Generation.Charge.NONE, new Generation.Timing(Optional.empty(), since(System.nanoTime())),
                order.client(), attempts);
    }

    private Generation.Owner owner() {
        return new Generation.Owner(order.caller().account(), order.caller().workspace(), order.caller().keyHash());
    }

    /** The record as it would be if the answer were broken off now. */
    Generation soFar(Attempt attempt) {
        return entry(attempt, Ending.CANCELLED, order.funds()::chargeable).generation();
    }

    private Entry entry(Attempt attempt, Ending ending, UnaryOperator<Money> charge) {
        Tally tally = attempt.tally();
        var endpoint = attempt.candidate().endpoint();
        UsageJudge.Judged judged =
                UsageJudge.judge(order.exchange().facts(), tally, attempt.delivered(), endpoint.contextLength(),
                        ending == Ending.WHOLE || ending == Ending.DRAINED);
        Cost cost = cost(pricing(endpoint, tally).at(order.begun()), judged.usage(), tally);
        Money charged = charge.apply(cost.total());
        Optional<Money> own = attempt.candidate().byok() ? Optional.of(charged) : Optional.empty();
        var settled =
                new Settled(judged.usage(), cost.charging(order.terms(attempt.candidate()).credits(charged)), tally,
                        own);
        var generation = new Generation(order.id(), owner(), order.begun(),
                new Generation.Service(apiType(), order.exchange().facts().stream(), endpoint.model(),
                        Optional.of(attempt.candidate().provider()), Optional.of(endpoint.tag()), tally.upstreamId(),
                        router(),
                        served(endpoint, tally).map(ServiceTier::text)),
                new Generation.Ending(ending == Ending.CANCELLED || ending == Ending.DRAINED, finish(tally, ending),
                        tally.nativeFinish()),
                new Generation.Consumption(judged.usage(), Generation.Media.NONE, tally.usageJson(), judged.estimated(),
                        judged.clamped()),
                new Generation.Charge(settled.cost(), own, settled.byok(), cost.total().minus(charged).plus(lost)),
                new Generation.Timing(
                        attempt.progress().hasContent() ? Optional.of(since(attempt.progress().contentAt()))
                                : Optional.empty(),
                        since(System.nanoTime())),
                order.client(), attempts);
        return new Entry(generation, settled);
    }

    /** The router that was asked to pick the model. */
    private Optional<String> router() {
        return Optional.of(order.exchange().facts().model()).filter(Prompts::isRouter);
    }

    private ApiType apiType() {
        return order.exchange().facts().operation() == Operation.EMBED ? ApiType.EMBEDDINGS : ApiType.COMPLETIONS;
    }

    /** An upstream that served at its ordinary tier after all charges its ordinary prices. */
    private static Pricing pricing(Endpoint endpoint, Tally tally) {
        boolean ordinary = endpoint.tier().service() != ServiceTier.STANDARD
                && served(endpoint, tally).filter(ServiceTier.STANDARD::equals).isPresent();
        return ordinary ? endpoint.tier().ordinary() : endpoint.pricing();
    }

    /** The tier that the upstream says it used, else the endpoint's if that is another than the ordinary. */
    private static Optional<ServiceTier> served(Endpoint endpoint, Tally tally) {
        return tally.tier().flatMap(ServiceTier::asked)
                .or(() -> Optional.of(endpoint.tier().service()).filter(tier -> tier != ServiceTier.STANDARD));
    }

    /**
     * What it costs: by the endpoint's prices or, where nobody knows them (a router's depend on what it picks), what the
     * upstream itself says it charged (OpenRouter: {@code usage.cost}).
     */
    private static Cost cost(Pricing pricing, Usage usage, Tally tally) {
        if (pricing.isKnown() || tally.usageJson().isEmpty()) {
            return pricing.rate(usage);
        }
        JsonNode told = Json.mapper().readTree(tally.usageJson().get()).path("cost");
        Money total = told.isNumber() ? Money.ofDollars(told.decimalValue()) : Money.ZERO;
        return total.compareTo(Money.ZERO) <= 0 ? Cost.FREE : new Cost(total, total, Money.ZERO, Money.ZERO);
    }

    private static Optional<FinishReason> finish(Tally tally, Ending ending) {
        return switch (ending) {
            case WHOLE, DRAINED -> tally.finish();
            case BROKEN -> Optional.of(FinishReason.ERROR);
            case CANCELLED -> Optional.empty();
        };
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(nanos - begun);
    }
}

package dev.interline.relay;

import dev.interline.bytes.ByteSink;
import dev.interline.catalog.PriceKey;
import dev.interline.catalog.Pricing;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.generations.Generation;
import dev.interline.routing.Candidate;
import dev.interline.routing.Explanation;
import dev.interline.routing.Pick;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code openrouter_metadata}: OpenRouter's members, and as further ones what endpoint, reason and price each has, what was
 * left out and by what, how attempts failed, what a router chose and how long everything took.
 */
public final class MetadataJson {
    private final Explanation plan;
    private final List<Generation.Attempt> attempts;
    private final @Nullable Candidate selected;
    private final ByteSink out = new ByteSink(1024).write('{');

    /**
     * How long it took.
     *
     * @param firstContent from admission to the first content, if there was any
     * @param total from admission to this moment
     * @param generation from the start of the attempt that answered to this moment
     */
    record Timings(Optional<Duration> firstContent, Duration total, Optional<Duration> generation) {}

    /**
     * Begins with OpenRouter's members.
     *
     * @param selected who answers, if anybody does
     */
    MetadataJson(Explanation plan, List<Generation.Attempt> attempts, @Nullable Candidate selected) {
        this.plan = plan;
        this.attempts = attempts;
        this.selected = selected;
        out.name(true, "requested").string(plan.requested());
        out.name(false, "strategy").string(plan.strategy());
        out.text(",\"region\":null").name(false, "summary").string(summary());
        out.name(false, "attempt").number(attempts.size());
        flag("is_byok", isByok());
        endpoints();
        attempts();
        out.text(",\"params\":{},\"pipeline\":[]");
        plan.pick().ifPresent(this::router);
    }

    /** Of a request that reached nobody. */
    public static String of(Explanation plan) {
        var json = new MetadataJson(plan, List.of(), null);
        json.timings(Optional.empty());
        return json.end();
    }

    /** A problem that tells how its request was routed; not if the fault is the gateway's own (OpenRouter: masked 500). */
    public static Problem explained(Problem problem, Explanation plan) {
        return problem.status() == ErrorType.SERVER.status() ? problem : problem.withRouting(of(plan));
    }

    /** Where further members go. */
    ByteSink out() {
        return out;
    }

    /** Ends the object. */
    String end() {
        return out.write('}').toString();
    }

    private String summary() {
        Candidate one = selected;
        return "available=" + plan.candidates().size() + ", selected=" + (one == null ? "none" : one.provider())
                + (attempts.size() > 1 ? ", attempts=" + attempts.size() : "");
    }

    private boolean isByok() {
        Candidate one = selected;
        return one != null ? one.byok() : !attempts.isEmpty() && attempts.getLast().byok();
    }

    private void endpoints() {
        out.text(",\"endpoints\":{\"total\":").number(plan.candidates().size() + plan.excluded().size());
        out.text(",\"available\":[");
        boolean found = false;
        for (int i = 0; i < plan.candidates().size(); i++) {
            Candidate candidate = plan.candidates().get(i);
            boolean here = !found && isSelected(candidate);
            found |= here;
            comma(i);
            names(candidate.provider(), candidate.endpoint().model());
            flag("selected", here);
            out.name(false, "endpoint").string(candidate.endpoint().tag());
            flag("is_byok", candidate.byok());
            out.name(false, "reason").string(candidate.reason().text());
            price(candidate.endpoint().pricing().at(plan.begun()));
            out.write('}');
        }
        out.text("],\"excluded\":[");
        for (int i = 0; i < plan.excluded().size(); i++) {
            Explanation.Excluded excluded = plan.excluded().get(i);
            comma(i);
            names(excluded.endpoint().upstream().vendor().name(), excluded.endpoint().model());
            out.name(false, "endpoint").string(excluded.endpoint().tag());
            out.name(false, "by").string(excluded.by());
            excluded.field().ifPresent(field -> out.name(false, "field").string(field));
            out.write('}');
        }
        out.text("]}");
    }

    private boolean isSelected(Candidate candidate) {
        Candidate one = selected;
        return one != null && one.byok() == candidate.byok() && one.endpoint().equals(candidate.endpoint());
    }

    /** Dollars per token, as texts, so that no digit is lost. */
    private void price(Pricing pricing) {
        out.name(false, "price");
        if (pricing.isKnown()) {
            out.text("{\"prompt\":\"").decimal(pricing.price(PriceKey.PROMPT)).text("\",\"completion\":\"")
                    .decimal(pricing.price(PriceKey.COMPLETION)).text("\"}");
        } else {
            out.text("null");
        }
    }

    private void attempts() {
        out.text(",\"attempts\":[");
        for (int i = 0; i < attempts.size(); i++) {
            Generation.Attempt attempt = attempts.get(i);
            comma(i);
            names(attempt.providerName(), attempt.model());
            out.name(false, "status").number(attempt.status());
            attempt.endpointTag().ifPresent(tag -> out.name(false, "endpoint").string(tag));
            attempt.fault().ifPresent(fault -> out.name(false, "error").string(fault));
            millis("latency_ms", attempt.latency());
            out.write('}');
        }
        out.write(']');
    }

    private void router(Pick pick) {
        out.text(",\"router\":{").name(true, "id").string(pick.router()).name(false, "model").string(pick.model());
        if (!pick.task().isEmpty()) {
            out.name(false, "task").string(pick.task());
        }
        out.name(false, "tier").string(pick.tier()).name(false, "reason").string(pick.reason()).write('}');
    }

    void timings(Optional<Timings> known) {
        known.flatMap(Timings::generation)
                .ifPresent(time -> out.name(false, "generation_time").number(time.toMillis()));
        out.text(",\"timings\":{").name(true, "routing_ms");
        decimal(plan.took());
        known.flatMap(Timings::firstContent).ifPresent(time -> millis("first_content_ms", time));
        known.ifPresent(all -> millis("total_ms", all.total()));
        out.write('}');
    }

    private void names(String provider, String model) {
        out.write('{').name(true, "provider").string(provider).name(false, "model").string(model);
    }

    private void comma(int index) {
        if (index > 0) {
            out.write(',');
        }
    }

    void flag(String name, boolean value) {
        out.name(false, name).text(Boolean.toString(value));
    }

    private void millis(String name, Duration time) {
        out.name(false, name);
        decimal(time);
    }

    /** Milliseconds with their microseconds. */
    private void decimal(Duration time) {
        out.decimal(TimeUnit.NANOSECONDS.toMicros(time.toNanos()), 3);
    }
}

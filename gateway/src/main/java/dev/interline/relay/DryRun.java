package dev.interline.relay;

import dev.interline.admission.Quote;
import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Problem;
import dev.interline.routing.Candidate;
import dev.interline.routing.Explanation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Tells what would become of a request: who would be asked and what would be held, or what it would be refused with. */
final class DryRun {
    private static final String JSON = "application/json";

    private final Order order;
    private final List<Candidate> candidates;
    private final Explanation explanation;

    DryRun(Order order, List<Candidate> candidates, Explanation explanation) {
        this.order = order;
        this.candidates = candidates;
        this.explanation = explanation;
    }

    /**
     * Answers the client; nothing is sent to anybody else, held or remembered.
     *
     * @param pauses nanoseconds for which a candidate's account is still to be left alone
     */
    void answer(ToLongFunction<Candidate> pauses) {
        var plan = new Plan(candidates, pauses);
        Candidate first = null;
        while (first == null && !plan.isEmpty()) {
            Candidate next = plan.next();
            Optional<Problem> refusal = quote(next).refusal();
            if (refusal.isPresent()) {
                plan.tooDear(refusal.get());
            } else {
                first = next;
            }
        }
        if (first == null) {
            refuse(MetadataJson.explained(plan.problem(), explanation));
        } else {
            tell(first);
        }
    }

    private Quote quote(Candidate candidate) {
        return order.funds().quote(candidate.endpoint(), order.terms(candidate));
    }

    private void tell(Candidate first) {
        var json = new MetadataJson(explanation, List.of(), first);
        json.timings(Optional.empty());
        price(json);
        order.downstream().answer(200, JSON, Map.of(),
                new ByteSink(1024).text("{\"data\":").text(json.end()).write('}'));
    }

    private void price(MetadataJson json) {
        ByteSink out = json.out();
        out.text(",\"price\":{\"prompt_tokens\":").number(UsageJudge.tokens(order.exchange().facts().promptBytes()))
                .text(",\"prompt_tokens_by\":\"bytes/4\",\"candidates\":[");
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            Quote quote = quote(candidate);
            out.text(i == 0 ? "{" : ",{").name(true, "provider").string(candidate.provider());
            out.name(false, "model").string(candidate.endpoint().model());
            out.name(false, "endpoint").string(candidate.endpoint().tag());
            json.flag("is_byok", candidate.byok());
            out.name(false, "max_prompt_tokens").number(quote.promptTokens());
            out.name(false, "max_completion_tokens").number(quote.completionTokens());
            json.flag("priced", quote.priced());
            quote.most().json(out.name(false, "most_usd"));
            quote.refusal().ifPresent(problem -> out.name(false, "refused").string(problem.message()));
            out.write('}');
        }
        out.text("]}");
    }

    private void refuse(Problem problem) {
        Map<String, String> headers = problem.retryAfter()
                .map(wait -> Map.of("retry-after", Long.toString(Plan.seconds(wait)))).orElse(Map.of());
        order.downstream().answer(problem.status(), JSON, headers,
                new ByteSink(512).write(order.dialect().error(problem, Optional.empty())));
    }
}

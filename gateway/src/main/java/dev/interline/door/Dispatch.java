package dev.interline.door;

import dev.interline.admission.Funds;
import dev.interline.bytes.ByteSink;
import dev.interline.catalog.Catalog;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.generations.Generation;
import dev.interline.idempotency.Answers;
import dev.interline.identity.Caller;
import dev.interline.ledger.Spender;
import dev.interline.relay.Counted;
import dev.interline.relay.MetadataJson;
import dev.interline.relay.Order;
import dev.interline.relay.Relay;
import dev.interline.routing.Candidate;
import dev.interline.routing.Explanation;
import dev.interline.routing.Permit;
import dev.interline.routing.Ranking;
import dev.interline.routing.Routing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request that was understood, on its way to the relay: routed, paced, and paid for. */
final class Dispatch {
    private final Means means;
    private final Visit visit;
    private final Caller caller;
    private final Asking asking;
    private final Instant begun;
    private Optional<Explanation> explanation = Optional.empty();
    private Answers.@Nullable Ticket ticket;

    /** What all requests of one event loop share. */
    record Means(Services services, Relay relay, Pacing pacing, Recollection recollection) {}

    /** @param begun when the request came */
    Dispatch(Means means, Visit visit, Caller caller, Asking asking, Instant begun) {
        this.means = means;
        this.visit = visit;
        this.caller = caller;
        this.asking = asking;
        this.begun = begun;
    }

    /** Keeps the answer for whoever calls by the same name again. */
    void keepFor(Answers.Ticket named) {
        ticket = named;
    }

    void go(Exchange exchange) {
        switch (ranking(exchange)) {
            case Ranking.Unroutable(Problem problem) -> refuse(problem);
            case Ranking.Ranked(List<Candidate> candidates, _) -> pace(exchange, candidates);
        }
    }

    /** Tells the client, in its dialect and with how its request was routed, if it wants to know and that is known. */
    void refuse(Problem problem) {
        visit.refuse(explanation.map(plan -> MetadataJson.explained(problem, plan)).orElse(problem), asking.dialect());
    }

    private Ranking ranking(Exchange exchange) {
        Catalog catalog = visit.snapshot().catalog();
        Permit permit = means.services().permit(caller, visit.snapshot().config());
        if (!asking.explains() && !Explaining.isWanted(visit)) {
            return means.services().routing().route(catalog, exchange, permit, begun);
        }
        Routing.Explained explained =
                means.services().routing().explained(catalog, exchange, permit, begun);
        explanation = Optional.of(explained.explanation());
        return explained.ranking();
    }

    private void pace(Exchange exchange, List<Candidate> candidates) {
        boolean free = asking.operation().isMetered() && Pacing.anyFree(candidates);
        if (!asking.paced() || !Pacing.limits(visit, caller, free)) {
            hand(exchange, candidates);
            return;
        }
        means.pacing().admit(visit, caller, candidates, free, new Pacing.Then() {
            @Override
            public void admitted(List<Candidate> allowed) {
                hand(exchange, allowed);
            }

            @Override
            public void refused(Problem problem) {
                refuse(problem);
            }
        });
    }

    private void hand(Exchange exchange, List<Candidate> candidates) {
        Funds funds;
        try {
            funds = funds(exchange);
        } catch (Rejected e) {
            refuse(e.problem());
            return;
        }
        var id = means.services().ids().next(begun);
        var side = asking.client().apply(visit);
        var client = asking.explains() ? side : means.recollection().keeping(side, exchange, caller);
        var order = new Order(id, begun, exchange, asking.dialect(), caller, funds, client(visit, exchange),
                visit.snapshot().config(), asking.timeouts(),
                ticket == null ? client : new KeepingSide(client, ticket, id), explanation);
        if (asking.explains()) {
            means.relay().explain(order, candidates);
            return;
        }
        switch (asking.operation()) {
            case GENERATE, EMBED -> means.relay().serve(order, candidates);
            case COUNT_TOKENS ->
                means.relay().count(order, candidates.getFirst(), means.services().tokenizers(), this::counted);
        }
    }

    private Funds funds(Exchange exchange) {
        // A key that was deleted since it was looked up has none.
        Spender spender = means.services().ledger().spender(caller.keyHash())
                .orElseThrow(() -> new Rejected(Access.UNKNOWN_KEY));
        return new Funds(exchange, begun, spender, MaxCost.of(visit.header(Fields.MAX_COST)), Funds.Policy.DEFAULT);
    }

    private void counted(Counted counted) {
        switch (counted) {
            case Counted.Told(byte[] body) -> visit.answer(Reply.json(200, body));
            case Counted.Here(long tokens) -> {
                var out = new ByteSink(64);
                asking.dialect().writeCount(tokens, out);
                visit.answer(Reply.json(200, out.toBytes()));
            }
            case Counted.Failed(Problem problem) -> refuse(problem);
        }
    }

    private static Generation.Client client(Visit visit, Exchange exchange) {
        Optional<String> title = visit.header(Fields.OPENROUTER_TITLE).or(() -> visit.header(Fields.TITLE));
        return new Generation.Client(visit.header(Fields.ORIGIN), visit.header(Fields.HTTP_REFERER), title,
                visit.header(Fields.CATEGORIES), visit.header(Fields.USER_AGENT), exchange.facts().user(),
                exchange.facts().sessionId());
    }
}

package dev.interline.door;

import dev.interline.archive.Archive;
import dev.interline.archive.Owner;
import dev.interline.archive.StoredResponse;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Wire;
import dev.interline.identity.Caller;
import dev.interline.log.Trace;
import dev.interline.relay.Downstream;
import io.vertx.core.Context;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What requests on OpenAI's Responses have to do with those before and behind them: kept responses. */
final class Recollection {
    private static final Logger LOG = LoggerFactory.getLogger(Recollection.class);
    private static final String PREVIOUS = "previous_response_id";

    private final Context context;
    private final Archive archive;
    private final BodyBudget budget;

    Recollection(Context context, Archive archive, BodyBudget budget) {
        this.context = context;
        this.archive = archive;
        this.budget = budget;
    }

    /** Whether a request goes on from a response that is kept. */
    static boolean isNeeded(Exchange exchange) {
        return exchange.wire() == Wire.RESPONSES && exchange.fields().hasValue(PREVIOUS);
    }

    /** The same request with all that was said before in it. Blocks. */
    Parsed of(Exchange exchange, Visit visit, Caller caller, Operation operation, Dialect dialect) {
        String id = exchange.fields().string(PREVIOUS).orElse("");
        try {
            Optional<StoredResponse> previous = archive.find(owner(caller), id);
            if (previous.isEmpty()) {
                return new Parsed.Refused(Problem.invalid("Previous response with id '" + id + "' not found.")
                        .with("param", PREVIOUS).with("code", "previous_response_not_found"));
            }
            byte[] body = previous.get().before(exchange.fields());
            if (!budget.take(body.length)) {
                return new Parsed.Refused(BodyReader.NO_ROOM);
            }
            context.runOnContext(_ -> visit.onOver(() -> budget.giveBack(body.length)));
            return dialect.parse(operation, body, body.length, visit.headers());
        } catch (RuntimeException e) {
            LOG.error("A response could not be gone on from", Trace.of(e));
            return new Parsed.Refused(Problem.of(ErrorType.PROVIDER_OVERLOADED,
                    "The gateway's database does not do what it should at the moment; try again shortly")
                    .withRetryAfter(Operations.RETRY_AFTER));
        }
    }

    /** The client's side, such that the answer is kept before the client has its end if it is to be kept. */
    Downstream keeping(Downstream client, Exchange exchange, Caller caller) {
        return exchange.stored()
                ? new StoringSide(client, new StoringSide.Kept(archive, owner(caller),
                        exchange.fields().string(PREVIOUS), exchange.fields()), context)
                : client;
    }

    static Owner owner(Caller caller) {
        return new Owner(caller.account(), caller.workspace());
    }
}

package dev.interline.door;

import dev.interline.archive.Archive;
import dev.interline.archive.Owner;
import dev.interline.archive.References;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.identity.Caller;
import dev.interline.log.Trace;
import dev.interline.relay.Downstream;
import io.vertx.core.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** The same request with all that was said before in it. Blocks. */
    Parsed of(Exchange exchange, Visit visit, Caller caller, Operation operation, Dialect dialect) {
        try {
            byte[] body = whole(exchange.fields(), owner(caller), visit.snapshot().config().limits().body().bytes());
            if (!budget.take(body.length)) {
                return new Parsed.Refused(BodyReader.NO_ROOM);
            }
            context.runOnContext(_ -> visit.onOver(() -> budget.giveBack(body.length)));
            return dialect.parse(operation, body, body.length, visit.headers());
        } catch (Rejected e) {
            return new Parsed.Refused(e.problem());
        } catch (RuntimeException | MalformedJson e) {
            LOG.error("A response could not be gone on from", Trace.of(e));
            return new Parsed.Refused(Problem.of(ErrorType.PROVIDER_OVERLOADED,
                    "The gateway's database does not do what it should at the moment; try again shortly")
                    .withRetryAfter(Operations.RETRY_AFTER));
        }
    }

    private byte[] whole(JsonFields asked, Owner owner, long most) throws MalformedJson {
        References references = References.of(asked);
        byte[] resolved = references.resolved(items(references.ids(), owner, most));
        JsonFields request = JsonFields.scan(resolved, 0, resolved.length);
        if (!request.hasValue(PREVIOUS)) {
            return resolved;
        }
        String id = request.string(PREVIOUS).orElse("");
        return archive.find(owner, id).orElseThrow(() -> new Rejected(
                Problem.invalid("Previous response with id '" + id + "' not found.").with("param", PREVIOUS)
                        .with("code", "previous_response_not_found")))
                .before(request);
    }

    /**
     * The items that a request names, by their ids.
     *
     * @param most bytes of them; an item that is named twice counts twice
     */
    private Map<String, String> items(List<String> ids, Owner owner, long most) {
        var items = new HashMap<String, String>();
        long bytes = 0;
        for (String id : ids) {
            String item = items.computeIfAbsent(id, _ -> archive.item(owner, id).orElseThrow(() -> new Rejected(
                    Problem.invalid("Item with id '" + id + "' not found.").with("param", "input"))));
            bytes += item.length();
            if (bytes > most) {
                throw new Rejected(Problem.of(ErrorType.PAYLOAD_TOO_LARGE,
                        "The items that input names are larger than the limit of " + most + " bytes (limits.body)"));
            }
        }
        return items;
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

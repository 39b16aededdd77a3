package dev.interline.door;

import dev.interline.archive.Archive;
import dev.interline.archive.Draft;
import dev.interline.archive.Owner;
import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.relay.Downstream;
import io.vertx.core.Context;
import java.util.Map;
import java.util.Optional;

/** The client's side of a response that is kept: its end goes out once the database has it, if it is whole. */
final class StoringSide extends Onward {
    private static final int OK = 200;

    private final Kept kept;
    private final Context context;
    private boolean stream;

    /**
     * Where it is kept, and what of it is known before.
     *
     * @param previous id of the response that it goes on from
     * @param request the request with all of its input
     */
    record Kept(Archive archive, Owner owner, Optional<String> previous, JsonFields request) {}

    StoringSide(Downstream client, Kept kept, Context context) {
        super(client);
        this.kept = kept;
        this.context = context;
    }

    @Override
    public void answer(int status, String contentType, Map<String, String> headers, ByteSink body) {
        if (status == OK) {
            keep(body, () -> client.answer(status, contentType, headers, body));
        } else {
            client.answer(status, contentType, headers, body);
        }
    }

    @Override
    public void begin(String contentType, Map<String, String> headers) {
        stream = contentType.startsWith("text/event-stream");
        client.begin(contentType, headers);
    }

    @Override
    public void write(ByteSink bytes) {
        client.write(bytes);
    }

    @Override
    public void end(ByteSink bytes) {
        keep(bytes, () -> client.end(bytes));
    }

    /** Events are written whole, so that the last piece holds the one that ends the answer. */
    private void keep(ByteSink last, Runnable then) {
        if (isWhole()) {
            kept.archive().keep(new Draft(kept.owner(), kept.previous(), kept.request(), last.array(), last.size(),
                    stream), () -> context.runOnContext(_ -> then.run()));
        } else {
            then.run();
        }
    }
}

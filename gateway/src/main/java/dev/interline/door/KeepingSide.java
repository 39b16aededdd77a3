package dev.interline.door;

import dev.interline.bytes.ByteSink;
import dev.interline.idempotency.Answers;
import dev.interline.idempotency.KeptAnswer;
import dev.interline.relay.Downstream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The client's side of a call that has a name: what goes to the client is kept, too, if it is a whole answer. */
final class KeepingSide extends Onward {
    private final Answers.Ticket ticket;
    private final String generation;
    /** What was sent so far; null once it is too much to be kept. */
    private @Nullable ByteSink sent = new ByteSink(1024);
    private String contentType = "";

    KeepingSide(Downstream client, Answers.Ticket ticket, String generation) {
        super(client);
        this.ticket = ticket;
        this.generation = generation;
    }

    @Override
    public void answer(int status, String type, Map<String, String> headers, ByteSink body) {
        contentType = type;
        finish(body);
        client.answer(status, type, headers, body);
    }

    @Override
    public void begin(String type, Map<String, String> headers) {
        contentType = type;
        client.begin(type, headers);
    }

    @Override
    public void write(ByteSink bytes) {
        add(bytes);
        client.write(bytes);
    }

    @Override
    public void end(ByteSink bytes) {
        finish(bytes);
        client.end(bytes);
    }

    private void add(ByteSink bytes) {
        if (sent != null && sent.size() + bytes.size() <= Answers.MAX_BODY) {
            sent.write(bytes.array(), 0, bytes.size());
        } else {
            sent = null;
        }
    }

    /** Before the client has the end of it: it may ask again at once. */
    private void finish(ByteSink last) {
        add(last);
        if (isWhole() && sent != null) {
            ticket.keep(new KeptAnswer(generation, contentType, sent.toBytes()));
        }
    }
}

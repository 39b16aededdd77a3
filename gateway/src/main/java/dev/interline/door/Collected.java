package dev.interline.door;

import dev.interline.bytes.ByteSink;
import dev.interline.relay.Downstream;
import java.util.Map;
import java.util.function.Consumer;

/** An answer that somebody in this process wants before the client gets one; errors go to the client. */
final class Collected implements Downstream {
    private final Downstream client;
    private final Consumer<Map<String, String>> onHeaders;
    private final Consumer<byte[]> onAnswer;
    private final ByteSink body = new ByteSink(1024);

    /**
     * A place for one answer.
     *
     * @param onHeaders told the headers of a good answer
     * @param onAnswer told its body
     */
    Collected(Downstream client, Consumer<Map<String, String>> onHeaders, Consumer<byte[]> onAnswer) {
        this.client = client;
        this.onHeaders = onHeaders;
        this.onAnswer = onAnswer;
    }

    @Override
    public void answer(int status, String contentType, Map<String, String> headers, ByteSink whole) {
        if (status != 200) {
            client.answer(status, contentType, headers, whole);
            return;
        }
        onHeaders.accept(headers);
        onAnswer.accept(whole.toBytes());
    }

    @Override
    public void begin(String contentType, Map<String, String> headers) {
        onHeaders.accept(headers);
    }

    @Override
    public void write(ByteSink bytes) {
        body.write(bytes.array(), 0, bytes.size());
    }

    @Override
    public void end(ByteSink bytes) {
        write(bytes);
        onAnswer.accept(body.toBytes());
    }

    @Override
    public boolean congested() {
        return false;
    }

    @Override
    public void onRelief(Runnable action) {
        // It is never congested.
    }

    @Override
    public void onGone(Runnable action) {
        client.onGone(action);
    }

    @Override
    public void abort() {
        client.abort();
    }
}

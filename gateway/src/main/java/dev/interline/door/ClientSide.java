package dev.interline.door;

import dev.interline.bytes.ByteSink;
import dev.interline.relay.Downstream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.Optional;

/** A client's response as the relay sees it. */
final class ClientSide implements Downstream {
    /** Bytes that may wait for a slow client before its upstream is paused. */
    private static final int WRITE_QUEUE = 64 * 1024;

    private final Visit visit;
    private final HttpServerResponse response;
    private Optional<ChunkWriter> chunks = Optional.empty();

    ClientSide(Visit visit) {
        this.visit = visit;
        this.response = visit.response();
    }

    @Override
    public void answer(int status, String contentType, Map<String, String> headers, ByteSink body) {
        if (!gone()) {
            headers.forEach(response::putHeader);
            response.setStatusCode(status).putHeader(Fields.CONTENT_TYPE, contentType);
            response.end(visit.compressed(body.array(), body.size()));
        }
    }

    @Override
    public void begin(String contentType, Map<String, String> headers) {
        if (!gone()) {
            headers.forEach(response::putHeader);
            response.setWriteQueueMaxSize(WRITE_QUEUE)
                    .setStatusCode(200)
                    .setChunked(true)
                    .putHeader(Fields.CONTENT_TYPE, contentType)
                    .putHeader("cache-control", "no-cache")
                    .putHeader("x-accel-buffering", "no");
            chunks = ChunkWriter.of(visit.request());
        }
    }

    @Override
    public void write(ByteSink bytes) {
        if (gone()) {
            return;
        }
        if (response.headWritten() && chunks.isPresent() && chunks.get().write(bytes)) {
            visit.wrote(bytes.size());
        } else {
            response.write(Buffer.buffer(bytes.size()).appendBytes(bytes.array(), 0, bytes.size()));
        }
    }

    @Override
    public void end(ByteSink bytes) {
        if (!gone()) {
            response.end(Visit.over(bytes.array(), bytes.size()));
        }
    }

    @Override
    public boolean congested() {
        return response.writeQueueFull();
    }

    @Override
    public void onRelief(Runnable action) {
        response.drainHandler(_ -> action.run());
    }

    @Override
    public void onGone(Runnable action) {
        visit.onGone(action);
    }

    @Override
    public void abort() {
        response.reset();
    }

    private boolean gone() {
        return response.closed() || response.ended();
    }
}

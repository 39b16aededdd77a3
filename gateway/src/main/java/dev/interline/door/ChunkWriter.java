package dev.interline.door;

import dev.interline.bytes.ByteSink;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Writes pieces of an HTTP/1.1 stream past Vert.x, which makes three buffers and a dozen objects of each: here a piece is
 * one chunk in one pooled buffer.
 *
 * <p>They stay in order with what Vert.x writes, head and end: that goes to the same channel at once, or waits until the
 * channel is writable again, and meanwhile nothing goes past it.
 */
final class ChunkWriter {
    /** What Vert.x calls the handler behind which bytes are not looked at any more. */
    private static final String ENCODER = "httpEncoder";
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LINE_END = '\r' << 8 | '\n';
    /** Room for the size and two line ends. */
    private static final int FRAME = 12;

    private final ChannelHandlerContext encoder;

    private ChunkWriter(ChannelHandlerContext encoder) {
        this.encoder = encoder;
    }

    /** A writer to this request's client, unless its connection frames what it sends in another way. */
    static Optional<ChunkWriter> of(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_1
                && request.connection() instanceof HttpServerConnection connection
                        ? Optional.ofNullable(connection.channelHandlerContext().pipeline().context(ENCODER))
                                .map(ChunkWriter::new)
                        : Optional.empty();
    }

    /** Sends a copy of a piece of at least one byte; false if that has to wait, and is for Vert.x to do. */
    boolean write(ByteSink piece) {
        if (!encoder.channel().isWritable()) {
            return false;
        }
        ByteBuf chunk = encoder.alloc().directBuffer(piece.size() + FRAME);
        int digits = (35 - Integer.numberOfLeadingZeros(piece.size())) / 4;
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            chunk.writeByte(DIGITS[piece.size() >> shift & 0xf]);
        }
        chunk.writeShort(LINE_END).writeBytes(piece.array(), 0, piece.size()).writeShort(LINE_END);
        encoder.writeAndFlush(chunk, encoder.voidPromise());
        return true;
    }
}

package dev.interline.admin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8 over a socket, none longer than {@link Protocol#MAX_LINE}. Belongs to one thread. */
final class Lines {
    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(Protocol.MAX_LINE);

    Lines(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * The next line without its end; empty when the other side is done.
     *
     * @throws IOException also when a line is too long
     */
    Optional<String> read() throws IOException {
        int searched = 0;
        while (true) {
            for (int i = searched; i < buffer.position(); i++) {
                if (buffer.get(i) == '\n') {
                    return Optional.of(take(i));
                }
            }
            searched = buffer.position();
            if (!buffer.hasRemaining()) {
                throw new IOException("a line is longer than " + Protocol.MAX_LINE + " bytes");
            }
            if (channel.read(buffer) < 0) {
                return Optional.empty();
            }
        }
    }

    void write(String line) throws IOException {
        var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private String take(int end) {
        var line = new String(buffer.array(), 0, end, StandardCharsets.UTF_8);
        buffer.flip().position(end + 1);
        buffer.compact();
        return line;
    }
}

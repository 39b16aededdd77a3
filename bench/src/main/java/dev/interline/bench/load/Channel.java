package dev.interline.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;

/** A non-blocking connection that reads messages and writes what it is given as fast as its peer takes it. */
final class Channel implements Reactor.Ready {
    /** Hears how a connection goes. */
    interface Owner extends MessageReader.Listener {
        /** The peer has closed it, or it broke. */
        void closed();
    }

    private final Reactor reactor;
    private final SocketChannel socket;
    private final Owner owner;
    private final MessageReader reader;
    private final SelectionKey key;
    private final ByteBuffer in;
    private final Queue<ByteBuffer> out = new ArrayDeque<>(1);

    Channel(Reactor reactor, SocketChannel socket, ByteBuffer in, Owner owner) throws IOException {
        this.reactor = reactor;
        this.socket = socket;
        this.owner = owner;
        this.in = in;
        this.reader = new MessageReader(owner);
        socket.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
        this.key = reactor.register(socket, SelectionKey.OP_READ, this);
    }

    boolean isOpen() {
        return socket.isOpen();
    }

    /** Writes the bytes of a buffer that nobody changes; its position stays. */
    void write(ByteBuffer bytes) {
        if (!isOpen()) {
            return;
        }
        var rest = bytes.duplicate();
        try {
            if (out.isEmpty()) {
                socket.write(rest);
            }
            if (rest.hasRemaining()) {
                out.add(rest);
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            broke();
        }
    }

    @Override
    public void ready(SelectionKey selected) {
        try {
            if (selected.isWritable()) {
                flush();
            }
            if (isOpen() && selected.isReadable()) {
                read();
            }
        } catch (IOException e) {
            broke();
        }
    }

    private void flush() throws IOException {
        while (!out.isEmpty()) {
            socket.write(out.element());
            if (out.element().hasRemaining()) {
                return;
            }
            out.remove();
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    private void read() throws IOException {
        in.clear();
        int length = socket.read(in);
        if (length < 0) {
            broke();
            return;
        }
        reactor.hasRead();
        in.flip();
        in.get(reactor.scratch, 0, length);
        reader.read(reactor.scratch, 0, length);
    }

    private void broke() {
        close();
        owner.closed();
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

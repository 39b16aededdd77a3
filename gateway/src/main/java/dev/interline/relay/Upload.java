package dev.interline.relay;

import dev.interline.bytes.GatheringSink;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;

/**
 * Sends one request. A large body goes step by step, each as soon as the system has taken the one before it: however slowly
 * an upstream reads, only one step of the body waits outside the heap.
 */
final class Upload implements ChannelFutureListener {
    /** Most bytes of a body that are copied to where the system reads them, and written, at once. */
    static final int STEP = 128 * 1024;

    private final ChannelHandlerContext transport;
    private final GatheringSink body;
    private int sent;

    private Upload(ChannelHandlerContext transport, GatheringSink body) {
        this.transport = transport;
        this.body = body;
    }

    static Upload start(ChannelHandlerContext transport, RequestHead head, GatheringSink body) {
        var upload = new Upload(transport, body);
        upload.sent = Math.min(STEP, body.size());
        upload.write(head.with(body, upload.sent, transport.alloc()));
        return upload;
    }

    /** Whether all of it was handed to the connection. */
    boolean isOver() {
        return sent == body.size();
    }

    /** The step before is out, or will never be. */
    @Override
    public void operationComplete(ChannelFuture step) {
        if (step.isSuccess()) {
            int to = Math.min(sent + STEP, body.size());
            ByteBuf next = transport.alloc().directBuffer(to - sent);
            body.read(sent, to, next::writeBytes);
            sent = to;
            write(next);
        }
    }

    private void write(ByteBuf step) {
        if (isOver()) {
            transport.writeAndFlush(step, transport.voidPromise());
        } else {
            transport.writeAndFlush(step).addListener(this);
        }
    }
}

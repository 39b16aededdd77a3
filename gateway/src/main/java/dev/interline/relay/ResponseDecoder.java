package dev.interline.relay;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Netty's decoder, which also remembers whether any byte has come: half a status line is told to nobody. */
final class ResponseDecoder extends HttpResponseDecoder {
    private boolean heard;

    ResponseDecoder(HttpDecoderConfig limits) {
        super(limits);
    }

    /** Whether anything has come since it was told to forget. */
    boolean heard() {
        return heard;
    }

    void forget() {
        heard = false;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        heard = true;
        super.channelRead(context, bytes);
    }
}

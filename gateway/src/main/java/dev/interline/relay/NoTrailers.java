package dev.interline.relay;

import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;

/** Where the fields behind a body go that nobody asks for: nowhere. Netty would make a map for them at every answer. */
final class NoTrailers extends EmptyHttpHeaders implements HttpHeadersFactory {
    @Override
    public HttpHeaders newHeaders() {
        return this;
    }

    @Override
    public HttpHeaders newEmptyHeaders() {
        return this;
    }

    @Override
    public HttpHeaders add(String name, Object value) {
        return this;
    }
}

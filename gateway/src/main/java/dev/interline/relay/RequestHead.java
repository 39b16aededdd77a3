package dev.interline.relay;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.GatheringSink;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Vendor;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The head of an upstream request up to the value of its content-length, written once for all that begin alike. */
final class RequestHead {
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH_DIGITS = 10;

    private final byte[] bytes;

    /**
     * @throws IllegalArgumentException for a path or a header value that would not stay in its line; the message tells
     *         which, not what it is
     */
    RequestHead(Origin origin, Vendor vendor, Prepared.Call call) {
        var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        fields.put("host", origin.authority());
        fields.put("content-type", "application/json");
        vendor.credential().ifPresent(key -> put(fields, key.header(), key.value()));
        putAll(fields, vendor.quirks().headers());
        putAll(fields, vendor.headers());
        putAll(fields, call.headers());
        // How the body is delimited is ours to say.
        fields.remove("content-length");
        fields.remove("transfer-encoding");
        var head = new ByteSink(512).text("POST ").text(inOneLine("path", Origin.path(vendor) + call.path()))
                .text(" HTTP/1.1\r\n");
        fields.forEach((name, value) -> head.text(name).text(": ").text(value).text("\r\n"));
        bytes = head.text("content-length: ").toBytes();
    }

    /** The head of a request with this body and the first bytes of the body, in one buffer that goes out with one system call. */
    ByteBuf with(GatheringSink body, int first, ByteBufAllocator allocator) {
        ByteBuf request = allocator.directBuffer(bytes.length + LENGTH_DIGITS + END.length + first);
        request.writeBytes(bytes);
        request.writeCharSequence(Integer.toString(body.size()), StandardCharsets.US_ASCII);
        request.writeBytes(END);
        body.read(0, first, request::writeBytes);
        return request;
    }

    private static void putAll(Map<String, String> fields, Map<String, String> more) {
        more.forEach((name, value) -> put(fields, name, value));
    }

    private static void put(Map<String, String> fields, String name, String value) {
        fields.put(inOneLine("a header name", name), inOneLine(name, value));
    }

    private static String inOneLine(String what, String text) {
        if (text.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
            throw new IllegalArgumentException("A control character in " + what);
        }
        return text;
    }
}

package dev.interline.it.harness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The head of an HTTP/1.1 message as it was on the wire.
 *
 * @param first request line or status line
 * @param fields header fields in their order, names as they were written
 */
public record HttpHeaders(String first, List<Field> fields) {
    /** One header field. */
    public record Field(String name, String value) {}

    public HttpHeaders {
        fields = List.copyOf(fields);
    }

    /** Parses what stands before the empty line. */
    static HttpHeaders parse(byte[] head) {
        var lines = new String(head, StandardCharsets.ISO_8859_1).split("\r\n");
        var fields = new ArrayList<Field>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            fields.add(new Field(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip()));
        }
        return new HttpHeaders(lines[0], fields);
    }

    /** The first field of this name, whatever its case. */
    public Optional<String> value(String name) {
        return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::value).findFirst();
    }

    /** How many fields have this name. */
    public long count(String name) {
        return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).count();
    }

    boolean chunked() {
        return value("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
    }

    Optional<Integer> contentLength() {
        return value("Content-Length").map(Integer::valueOf);
    }

    /** The status of an answer. */
    public int status() {
        return Integer.parseInt(first.split(" ")[1]);
    }

    /** The method of a request. */
    public String method() {
        return first.split(" ")[0];
    }

    /** The path of a request, with its query. */
    public String path() {
        return first.split(" ")[1];
    }
}

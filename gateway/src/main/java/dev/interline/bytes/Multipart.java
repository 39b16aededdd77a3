package dev.interline.bytes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The parts of a {@code multipart/form-data} body (RFC 7578). */
public final class Multipart {
    private static final int MOST_PARTS = 256;
    private static final int LONGEST_BOUNDARY = 70;
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

    private Multipart() {}

    /**
     * One part.
     *
     * @param name of the form's field
     * @param file name of the file, if it is one
     * @param contentType as the client says, in lower case and without parameters
     */
    public record Part(String name, Optional<String> file, Optional<String> contentType, byte[] content) {
        /** The content as text. */
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    /** Whether a content type is that of such a body. */
    public static boolean is(Optional<String> contentType) {
        return contentType.filter(type -> type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")).isPresent();
    }

    /** @throws IllegalArgumentException when it is none, saying what is wrong with it */
    public static List<Part> parse(byte[] body, int length, String contentType) {
        byte[] boundary = ("--" + boundary(contentType)).getBytes(StandardCharsets.ISO_8859_1);
        var parts = new ArrayList<Part>();
        int at = find(body, 0, length, boundary);
        while (at >= 0) {
            int start = at + boundary.length;
            if (start + 2 <= length && body[start] == '-' && body[start + 1] == '-') {
                return parts;
            }
            start = find(body, start, length, new byte[]{'\r', '\n'}) + 2;
            int next = start < 2 ? -1 : find(body, start - 2, length, delimiter(boundary));
            if (next < 0) {
                break;
            }
            if (parts.size() == MOST_PARTS) {
                throw new IllegalArgumentException("has more than " + MOST_PARTS + " parts");
            }
            parts.add(part(body, start, Math.max(start, next)));
            at = next + 2;
        }
        throw new IllegalArgumentException("ends before its last boundary");
    }

    private static byte[] delimiter(byte[] boundary) {
        var delimiter = new byte[boundary.length + 2];
        delimiter[0] = '\r';
        delimiter[1] = '\n';
        System.arraycopy(boundary, 0, delimiter, 2, boundary.length);
        return delimiter;
    }

    private static String boundary(String contentType) {
        String boundary = parameter(contentType, "boundary").orElse("");
        if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw new IllegalArgumentException("has no boundary in its content type");
        }
        return boundary;
    }

    private static Part part(byte[] body, int from, int to) {
        int end = find(body, Math.max(0, from - 2), to, BLANK_LINE);
        if (end < 0) {
            throw new IllegalArgumentException("has a part without an end of its headers");
        }
        String name = "";
        Optional<String> file = Optional.empty();
        Optional<String> type = Optional.empty();
        String headers = end < from ? "" : new String(body, from, end - from, StandardCharsets.UTF_8);
        for (String line : headers.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            switch (colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-disposition" -> {
                    name = parameter(value, "name").orElse("");
                    file = parameter(value, "filename");
                }
                case "content-type" -> type = Optional.of(value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
                default -> {
                    // Nothing else tells what a part is.
                }
            }
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("has a part without a name");
        }
        return new Part(name, file, type, Arrays.copyOfRange(body, end + BLANK_LINE.length, to));
    }

    /** A parameter of a header's value, quoted or not. */
    private static Optional<String> parameter(String value, String name) {
        int at = 0;
        while ((at = value.indexOf(';', at)) >= 0) {
            at++;
            String rest = value.substring(at).stripLeading();
            if (rest.regionMatches(true, 0, name + "=", 0, name.length() + 1)) {
                String found = rest.substring(name.length() + 1);
                return Optional.of(found.startsWith("\"") ? quoted(found) : found.split(";", 2)[0].strip());
            }
        }
        return Optional.empty();
    }

    private static String quoted(String text) {
        var plain = new StringBuilder();
        for (int i = 1; i < text.length() && text.charAt(i) != '"'; i++) {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            plain.append(text.charAt(i));
        }
        return plain.toString();
    }

    private static int find(byte[] in, int from, int to, byte[] what) {
        for (int i = Math.max(0, from); i + what.length <= to; i++) {
            if (in[i] == what[0] && Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -1;
    }
}

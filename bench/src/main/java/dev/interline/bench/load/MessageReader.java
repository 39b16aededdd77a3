package dev.interline.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds where one HTTP/1.1 message after the other begins and ends in a connection's bytes; no more than that. */
final class MessageReader {
    /** Hears what a message consists of. */
    interface Listener {
        /** The start line and headers are here. */
        void head(MessageReader message);

        /** Bytes of body, without framing. */
        void body(byte[] bytes, int from, int to);

        /** The message is over. */
        void end();
    }

    private enum At {
        HEAD, BODY, CHUNK_SIZE, CHUNK, CHUNK_END, TRAILER
    }

    private final Listener listener;
    private byte[] head = new byte[1024];
    private int headLength;
    private At at = At.HEAD;
    private long left;

    MessageReader(Listener listener) {
        this.listener = listener;
    }

    /** Whether nothing of a next message was read. */
    boolean idle() {
        return at == At.HEAD && headLength == 0;
    }

    /** The word at this place of the start line, counted from 0. */
    String word(int index) {
        String[] words = line().split(" ", index + 2);
        return words[index];
    }

    private String line() {
        int end = 0;
        while (head[end] != '\r') {
            end++;
        }
        return new String(head, 0, end, StandardCharsets.ISO_8859_1);
    }

    void read(byte[] in, int from, int to) {
        int i = from;
        while (i < to) {
            i = switch (at) {
                case HEAD -> head(in, i, to);
                case BODY, CHUNK -> body(in, i, to);
                case CHUNK_SIZE -> chunkSize(in, i);
                case CHUNK_END -> chunkEnd(in, i);
                case TRAILER -> trailer(in, i);
            };
        }
    }

    private int head(byte[] in, int from, int to) {
        int i = from;
        while (i < to) {
            byte b = in[i++];
            if (headLength == head.length) {
                head = Arrays.copyOf(head, headLength * 2);
            }
            head[headLength++] = b;
            if (b == '\n' && headLength >= 4 && head[headLength - 3] == '\n') {
                headIsWhole();
                return i;
            }
        }
        return i;
    }

    private void headIsWhole() {
        long length = header("content-length: ");
        boolean chunked = header("transfer-encoding: ") >= 0;
        listener.head(this);
        headLength = 0;
        left = Math.max(0, length);
        at = chunked ? At.CHUNK_SIZE : At.BODY;
        if (!chunked && left == 0) {
            over();
        }
    }

    /** A header's value as a number, 0 where it is a word, -1 without such a header; {@code name} in lower case. */
    private long header(String name) {
        for (int i = 0; i < headLength; i++) {
            if (head[i] == '\n' && matches(i + 1, name)) {
                long value = 0;
                for (int j = i + 1 + name.length(); head[j] >= '0' && head[j] <= '9'; j++) {
                    value = value * 10 + head[j] - '0';
                }
                return value;
            }
        }
        return -1;
    }

    private boolean matches(int from, String name) {
        if (from + name.length() > headLength) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.toLowerCase(head[from + i]) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int body(byte[] in, int from, int to) {
        int take = (int) Math.min(left, to - from);
        listener.body(in, from, from + take);
        left -= take;
        if (left == 0) {
            if (at == At.CHUNK) {
                at = At.CHUNK_END;
            } else {
                over();
            }
        }
        return from + take;
    }

    private int chunkSize(byte[] in, int i) {
        byte b = in[i];
        if (b == '\n') {
            at = left == 0 ? At.TRAILER : At.CHUNK;
        } else if (b != '\r') {
            left = left * 16 + Character.digit(b, 16);
        }
        return i + 1;
    }

    private int chunkEnd(byte[] in, int i) {
        if (in[i] == '\n') {
            at = At.CHUNK_SIZE;
            left = 0;
        }
        return i + 1;
    }

    /** Nobody here sends trailers: an empty line ends the message. */
    private int trailer(byte[] in, int i) {
        if (in[i] == '\n') {
            over();
        }
        return i + 1;
    }

    private void over() {
        at = At.HEAD;
        left = 0;
        listener.end();
    }
}

package dev.interline.tokens;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The tokens of one encoding in three flat arrays: 4 MB for 200,000 tokens. Immutable once loaded.
 *
 * <p>A token's rank is its line in the list; the bytes of all tokens lie one behind the other in {@code blob}, and
 * {@code table} is an open-addressing hash table of ranks plus one, with 0 for a free slot.
 */
final class Vocabulary {
    /** The rank of bytes that are no token: behind all others. */
    static final int NONE = Integer.MAX_VALUE;

    private static final byte[] SIXES = new byte[128];

    static {
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        Arrays.fill(SIXES, (byte) -1);
        for (int i = 0; i < digits.length(); i++) {
            SIXES[digits.charAt(i)] = (byte) i;
        }
    }

    private final int[] table;
    private int[] ends;
    private byte[] blob;
    private int tokens;

    private Vocabulary(int size) {
        table = new int[Integer.highestOneBit(size * 2) * 2];
        ends = new int[size];
        blob = new byte[size * 8];
    }

    static Vocabulary load(Encoding encoding) {
        var vocabulary = new Vocabulary(encoding.size());
        try (InputStream list = Vocabulary.class.getResourceAsStream(encoding.resource())) {
            if (list == null) {
                throw new IllegalStateException("Missing from the class path: " + encoding.resource());
            }
            vocabulary.read(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return vocabulary;
    }

    /** The rank of the token {@code bytes[from, to)}, or {@link #NONE}. */
    int rank(byte[] bytes, int from, int to) {
        for (int slot = slot(bytes, from, to);; slot = slot + 1 & table.length - 1) {
            int token = table[slot] - 1;
            if (token < 0) {
                return NONE;
            }
            if (Arrays.equals(blob, start(token), ends[token], bytes, from, to)) {
                return token;
            }
        }
    }

    /** Appends the bytes of the token of this rank; nothing if there is none. */
    void append(int rank, ByteArrayOutputStream to) {
        if (rank >= 0 && rank < tokens) {
            to.write(blob, start(rank), ends[rank] - start(rank));
        }
    }

    private void read(InputStream list) throws IOException {
        byte[] buffer = new byte[1 << 16];
        int length = 0;
        int bits = 0;
        int held = 0;
        boolean inToken = true;
        for (int read = list.read(buffer); read >= 0; read = list.read(buffer)) {
            for (int i = 0; i < read; i++) {
                byte octet = buffer[i];
                if (octet == '\n') {
                    add(length);
                    inToken = true;
                    held = 0;
                } else if (octet == ' ') {
                    inToken = false;
                } else if (inToken && SIXES[octet] >= 0) {
                    bits = bits << 6 | SIXES[octet];
                    held += 6;
                    if (held >= 8) {
                        held -= 8;
                        length = append(length, bits >> held);
                    }
                }
            }
        }
        if (!inToken) {
            add(length);
        }
        blob = Arrays.copyOf(blob, length);
        ends = Arrays.copyOf(ends, tokens);
    }

    private int append(int length, int octet) {
        if (length == blob.length) {
            blob = Arrays.copyOf(blob, length + (length >> 1));
        }
        blob[length] = (byte) octet;
        return length + 1;
    }

    private void add(int end) {
        if (tokens == ends.length) {
            ends = Arrays.copyOf(ends, tokens + (tokens >> 2));
        }
        ends[tokens] = end;
        int slot = slot(blob, start(tokens), end);
        while (table[slot] != 0) {
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = ++tokens;
    }

    private int start(int token) {
        return token == 0 ? 0 : ends[token - 1];
    }

    private int slot(byte[] bytes, int from, int to) {
        int hash = 17;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        hash *= 0x9e3779b9;
        return (hash ^ hash >>> 15) & table.length - 1;
    }
}

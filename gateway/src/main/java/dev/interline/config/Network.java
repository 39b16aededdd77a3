package dev.interline.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Addresses that begin alike: {@code 10.0.0.0/8}, {@code ::1}.
 *
 * @param text as it was configured
 * @param bytes of the address, 4 or 16
 * @param bits how many of them count
 */
public record Network(String text, byte[] bytes, int bits) {
    private static final String LITERAL = "[0-9A-Fa-f:.]+";

    public Network {
        bytes = bytes.clone();
    }

    /**
     * Reads a network.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] bytes = literal(slash < 0 ? text : text.substring(0, slash));
        int bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > bytes.length * 8) {
            throw new IllegalArgumentException(text);
        }
        return new Network(text, bytes, bits);
    }

    /** Whether an address, as text, is one of these; what is no address is not. */
    public boolean contains(String address) {
        try {
            byte[] other = literal(address);
            if (other.length != bytes.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i & 7);
                if ((other[i >> 3] & mask) != (bytes[i >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Never looks a name up. */
    private static byte[] literal(String text) {
        if (!text.matches(LITERAL)) {
            throw new IllegalArgumentException(text);
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network that && bits == that.bits && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + bits;
    }

    @Override
    public String toString() {
        return text;
    }
}

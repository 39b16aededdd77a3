package dev.interline.builtin;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Tells addresses of the public internet from all others (IANA: special-purpose address registries). */
final class PublicAddress {
    /** Networks that are not public, by their first bytes and bits. */
    private static final List<int[]> SPECIAL4 = List.of(net(8, 0), net(8, 10), net(10, 100, 64), net(8, 127),
            net(16, 169, 254), net(12, 172, 16), net(24, 192, 0, 0), net(24, 192, 0, 2), net(24, 192, 88, 99),
            net(16, 192, 168), net(15, 198, 18), net(24, 198, 51, 100), net(24, 203, 0, 113), net(4, 224), net(4, 240));

    private PublicAddress() {}

    private static int[] net(int bits, int... bytes) {
        int[] net = new int[bytes.length + 1];
        net[0] = bits;
        System.arraycopy(bytes, 0, net, 1, bytes.length);
        return net;
    }

    /** Whether it is one; what wraps another address is judged by that one, too. */
    static boolean is(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> SPECIAL4.stream().noneMatch(net -> isIn(four.getAddress(), net));
            case Inet6Address six -> isPublic(six.getAddress());
            default -> false;
        };
    }

    private static boolean isPublic(byte[] six) {
        if ((six[0] & 0xE0) != 0x20) { // outside 2000::/3
            return prefix(six, 0x00, 0x64, 0xFF, 0x9B) && zeros(six, 4, 12) && is(four(six, 12)); // NAT64
        }
        if (prefix(six, 0x20, 0x02)) { // 6to4
            return is(four(six, 2));
        }
        // Teredo and protocol assignments, documentation
        return !(prefix(six, 0x20, 0x01) && (six[2] & 0xFE) == 0) && !prefix(six, 0x20, 0x01, 0x0D, 0xB8)
                && !prefix(six, 0x3F, 0xFF);
    }

    private static InetAddress four(byte[] six, int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(six, at, at + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean zeros(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean prefix(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIn(byte[] address, int[] net) {
        for (int bit = 0; bit < net[0]; bit += 8) {
            int mask = 0xFF & 0xFF << Math.max(0, 8 - (net[0] - bit));
            int wanted = bit / 8 + 1 < net.length ? net[bit / 8 + 1] : 0;
            if ((address[bit / 8] & mask) != (wanted & mask)) {
                return false;
            }
        }
        return true;
    }
}

package dev.interline.admin;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The way to a Unix socket whose path may be longer than the hundred-odd bytes that an address holds. */
final class SocketPath {
    private static final int LONGEST = 100;

    private SocketPath() {}

    /** Something to do with an address. */
    @FunctionalInterface
    interface Use<T> {
        T with(UnixDomainSocketAddress address) throws IOException;
    }

    /** Uses the socket's address; a long one through a link to its folder that exists for as long as that takes. */
    static <T> T use(Path socket, Use<T> use) throws IOException {
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return use.with(UnixDomainSocketAddress.of(socket));
        }
        var folder = Files.createTempDirectory("interline");
        var link = folder.resolve("data");
        try {
            Files.createSymbolicLink(link, Objects.requireNonNull(socket.getParent()));
            return use.with(UnixDomainSocketAddress.of(link.resolve(Objects.requireNonNull(socket.getFileName()))));
        } finally {
            Files.deleteIfExists(link);
            Files.deleteIfExists(folder);
        }
    }
}

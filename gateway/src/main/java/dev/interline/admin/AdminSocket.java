package dev.interline.admin;

import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.identity.Actor;
import dev.interline.store.DataFolder;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Unix socket on which a server takes orders from commands on its own machine. The file system says who may: its
 * owner and nobody else. One virtual thread for each connection.
 */
public final class AdminSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminSocket.class);

    private final Path path;
    private final ServerSocketChannel server;
    private final Administration administration;
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

    private AdminSocket(Path path, ServerSocketChannel server, Administration administration) {
        this.path = path;
        this.server = server;
        this.administration = administration;
    }

    /** Listens in this folder, which this process owns; a socket that an earlier owner left is replaced. */
    public static AdminSocket open(DataFolder folder, Administration administration) throws IOException {
        var path = DataFolder.adminSocket(folder.path());
        Files.deleteIfExists(path);
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            SocketPath.use(path, server::bind);
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        var socket = new AdminSocket(path, server, administration);
        Thread.ofVirtual().name("admin-socket").start(socket::accept);
        return socket;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var connection : connections) {
            connection.close();
        }
        Files.deleteIfExists(path);
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                var connection = server.accept();
                connections.add(connection);
                Thread.ofVirtual().name("admin").start(() -> serve(connection));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("cannot accept a connection at {}: {}", path, e.getMessage());
                return;
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            var lines = new Lines(connection);
            var by = new Actor("user " + connection.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName());
            for (var line = lines.read(); line.isPresent(); line = lines.read()) {
                lines.write(answer(line.get(), by));
            }
        } catch (IOException e) {
            LOG.debug("a connection to {} ended: {}", path, e.getMessage());
        } finally {
            connections.remove(connection);
        }
    }

    private String answer(String line, Actor by) {
        try {
            return Protocol.answer(administration.perform(Protocol.decode(line), by));
        } catch (Rejected e) {
            return Protocol.error(e.problem());
        } catch (RuntimeException e) {
            LOG.error("cannot do what {} asked for", by.name(), e);
            return Protocol.error(Problem.of(ErrorType.SERVER, "the server failed: " + e.getMessage()));
        }
    }
}

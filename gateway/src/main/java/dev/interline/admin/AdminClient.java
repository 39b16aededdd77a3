package dev.interline.admin;

import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Money;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.identity.Actor;
import dev.interline.store.DataFolder;
import dev.interline.store.Database;
import dev.interline.store.FolderInUse;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * How a command gets something done: by the server that owns the data folder, or, if nobody owns it, by owning it for a
 * moment.
 */
public final class AdminClient {
    /** How long an owner may take to start listening, or another command to finish. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Path folder;
    private final Function<DataFolder, Database> database;
    private final Optional<String> masterKey;
    private final Optional<Money> firstCredits;

    /**
     * A client for this folder.
     *
     * @param database which database belongs to it
     * @param masterKey the configured one, if there is one
     * @param firstCredits what the first account begins with, should this be the first start; empty for unmetered
     */
    public AdminClient(Path folder, Function<DataFolder, Database> database, Optional<String> masterKey,
            Optional<Money> firstCredits) {
        this.folder = folder;
        this.database = database;
        this.masterKey = masterKey;
        this.firstCredits = firstCredits;
    }

    /**
     * Does it, one way or the other.
     *
     * @throws Rejected if it cannot be done, with the reason
     * @throws IOException if the server went away meanwhile
     */
    public JsonNode perform(Request request) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var channel = connect();
            if (channel.isPresent()) {
                return ask(channel.get(), request);
            }
            if (!Files.exists(folder) && !makes(request)) {
                throw new Rejected(Problem.of(ErrorType.NOT_FOUND, "no data folder " + folder.toAbsolutePath()
                        + "; start the server once, or name the folder with --data"));
            }
            try (var owned = DataFolder.own(folder)) {
                return performAlone(owned, request);
            } catch (FolderInUse e) {
                if (System.nanoTime() > deadline) {
                    throw new Rejected(Problem.of(ErrorType.SERVER,
                            e.getMessage() + " (it does not answer at " + DataFolder.adminSocket(folder) + ")"));
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private Optional<SocketChannel> connect() throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            SocketPath.use(DataFolder.adminSocket(folder), channel::connect);
            return Optional.of(channel);
        } catch (IOException e) {
            // Nobody listens: there is no socket, or its owner was killed.
            channel.close();
            return Optional.empty();
        }
    }

    private static JsonNode ask(SocketChannel server, Request request) throws IOException {
        try (server) {
            var lines = new Lines(server);
            lines.write(Protocol.encode(request));
            return Protocol.result(
                    lines.read().orElseThrow(() -> new IOException("the server closed the connection unanswered")));
        }
    }

    private JsonNode performAlone(DataFolder owned, Request request) {
        try (var control = ControlPlane.open(owned, database.apply(owned), masterKey, InstantSource.system())) {
            control.identity().beginAccounts(firstCredits);
            var by = new Actor("user " + System.getProperty("user.name", "unknown"));
            // Through the protocol, so that an answer is the same wherever it comes from.
            return Protocol.result(Protocol.answer(control.administration().perform(request, by)));
        }
    }

    /** Whether a folder may be made for this: asking for a list in the wrong place should not. */
    private static boolean makes(Request request) {
        return request instanceof Request.CreateAccount || request instanceof Request.CreateKey;
    }
}

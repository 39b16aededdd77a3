package dev.interline.admin;

import dev.interline.exchange.Money;
import dev.interline.generations.Generations;
import dev.interline.identity.Identity;
import dev.interline.identity.TestIdentity;
import dev.interline.store.DataFolder;
import dev.interline.store.Store;
import dev.interline.store.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** What a server is to administrators: it owns a folder and listens in it. */
public final class TestOwner implements AutoCloseable {
    private final DataFolder folder;
    private final Store store;
    private final Identity identity;
    private final AdminSocket socket;

    public TestOwner(Path path) {
        folder = DataFolder.own(path);
        store = Store.open(TestDatabase.sqlite(folder.path()));
        identity = TestIdentity.open(store, 3, InstantSource.system());
        identity.beginAccounts(Optional.of(new Money(1_000_000_000_000L)));
        try {
            socket = AdminSocket.open(folder,
                    new Administration(identity, new Generations(store, InstantSource.system())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Identity identity() {
        return identity;
    }

    public Store store() {
        return store;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store.close();
        folder.close();
    }
}

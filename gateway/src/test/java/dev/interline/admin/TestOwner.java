package dev.interline.admin;

import dev.interline.exchange.Money;
import dev.interline.identity.Identity;
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
    private final ControlPlane control;
    private final AdminSocket socket;

    public TestOwner(Path path) {
        folder = DataFolder.own(path);
        control = ControlPlane.open(folder, TestDatabase.sqlite(folder.path()), Optional.empty(),
                InstantSource.system());
        control.identity().beginAccounts(Optional.of(new Money(1_000_000_000_000L)));
        try {
            socket = AdminSocket.open(folder, control.administration());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Identity identity() {
        return control.identity();
    }

    public Store store() {
        return control.store();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        control.close();
        folder.close();
    }
}

package dev.interline.admin;

import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.secrets.MasterKey;
import dev.interline.store.DataFolder;
import dev.interline.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Copies of a data folder: the database as it is at one moment, and the master key that it was sealed with. */
public final class Backups {
    private static final String DATABASE = "interline.db";
    /** What belongs to one state of a folder, and would be wrong beside another. */
    private static final List<String> STATE = List.of(DATABASE, DATABASE + "-wal", DATABASE + "-shm", MasterKey.FILE,
            "journal", "checkpoints");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private Backups() {}

    /**
     * Makes a backup, while the server goes on. It holds every secret that the folder holds, for its owner's eyes only.
     *
     * @param data the folder that the store belongs to
     * @param target a folder that does not exist yet; it appears when it is complete
     * @throws Rejected if it exists, cannot be made, or the database is not ours to copy
     */
    static void make(Store store, Path data, Path target) {
        if (Files.exists(target)) {
            throw new Rejected(Problem.invalid(target + " exists; name a folder that does not"));
        }
        var draft = target.resolveSibling(target.getFileName() + ".part");
        try {
            clear(draft); // of one that did not become a backup
            DataFolder.make(draft);
            if (!store.copyTo(draft.resolve(DATABASE))) {
                clear(draft);
                throw new Rejected(
                        Problem.invalid("the database is a PostgreSQL server's; copy it with pg_dump, and keep "
                                + data.resolve(MasterKey.FILE)));
            }
            copy(data, draft, MasterKey.FILE);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Rejected(Problem.invalid("the backup cannot be written: " + e));
        }
    }

    private static void copy(Path from, Path to, String name) throws IOException {
        if (Files.exists(from.resolve(name))) {
            Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Deletes a folder of files that are all known here. */
    private static void clear(Path draft) throws IOException {
        for (var name : List.of(DATABASE, DATABASE + "-journal", MasterKey.FILE)) {
            Files.deleteIfExists(draft.resolve(name));
        }
        Files.deleteIfExists(draft);
    }

    /**
     * Makes a backup the state of a data folder that no server owns. What was there is kept beside it.
     *
     * @return where that is; the folder itself if nothing was there
     * @throws Rejected if it is no backup
     */
    public static Path restore(Path backup, DataFolder folder, Instant now) {
        if (!Files.isRegularFile(backup.resolve(DATABASE))) {
            throw new Rejected(Problem.invalid(backup + " is no backup: it has no " + DATABASE));
        }
        var data = folder.path();
        var before = data.resolve("before-restore-" + STAMP.format(now));
        try {
            for (var name : STATE) {
                if (Files.exists(data.resolve(name))) {
                    Files.createDirectories(before);
                    Files.move(data.resolve(name), before.resolve(name));
                }
            }
            for (var name : List.of(DATABASE, MasterKey.FILE)) {
                copy(backup, data, name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the backup cannot be restored, what was there is in " + before, e);
        }
        return Files.exists(before) ? before : data;
    }
}

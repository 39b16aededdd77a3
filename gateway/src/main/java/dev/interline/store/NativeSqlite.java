package dev.interline.store;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.OSInfo;

/**
 * Where SQLite itself is found: as a file beside the packaged server. Without that the driver unpacks it into the
 * temporary folder at each start, which takes a tenth of the start and leaves a megabyte there for every server that was
 * killed.
 */
final class NativeSqlite {
    private static final Logger LOG = LoggerFactory.getLogger(NativeSqlite.class);
    private static final String FOLDER = "org.sqlite.lib.path";

    private NativeSqlite() {}

    /** Loads it, once. */
    static void load() {
        point();
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            LOG.debug("SQLite cannot be loaded", e);
        }
    }

    /** Points the driver at the file, unless there is none or the operator named another. */
    static void point() {
        if (System.getProperty(FOLDER) == null) {
            var folder =
                    home().resolve("native/org/sqlite/native").resolve(OSInfo.getNativeLibFolderPathForCurrentOS());
            if (Files.isDirectory(folder)) {
                System.setProperty(FOLDER, folder.toString());
            }
        }
    }

    /** The folder of the jar, or of the folder of classes. */
    private static Path home() {
        try {
            return Path.of(NativeSqlite.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .resolveSibling(".").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.interline.store;

import java.nio.file.Path;
import java.util.Optional;

/** Another process owns the data folder. */
public final class FolderInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FolderInUse(Path folder, Optional<String> pid) {
        super("data folder " + folder + " belongs to " + pid.map(id -> "process " + id).orElse("another process")
                + "; stop it, or choose another folder with --data", null, false, false);
    }
}

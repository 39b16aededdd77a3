package dev.interline.command;

import dev.interline.store.DataFolder;
import dev.interline.store.FolderInUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Looks at the folder that holds the data, and changes nothing in it. */
final class FolderCheck {
    private static final long LITTLE = 1L << 30;
    private static final long TOO_LITTLE = 64L << 20;

    private FolderCheck() {}

    static List<Finding> data(Path folder) {
        var path = folder.toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            return List.of(missing(path));
        }
        var findings = new ArrayList<Finding>();
        findings.add(Files.isDirectory(path) && Files.isWritable(path) ? Finding.ok("data", path + " is writable")
                : Finding.fail("data", path + " is not a folder that can be written to; choose another with --data"));
        try {
            findings.add(space(path));
            findings.add(permissions(path));
            findings.add(owner(path));
        } catch (IOException | UnsupportedOperationException e) {
            findings.add(Finding.warn("data", path + " cannot be looked at (" + e.getMessage() + ")"));
        }
        return findings;
    }

    private static Finding missing(Path path) {
        var parent = path.getParent();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        return parent != null && Files.isDirectory(parent) && Files.isWritable(parent)
                ? Finding.ok("data", path + " will be made at the first start")
                : Finding.fail("data", path + " cannot be made; choose another with --data");
    }

    private static Finding space(Path path) throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        var text = (free >> 20) + " MB free";
        return free < TOO_LITTLE ? Finding.fail("disk", text + "; make room")
                : free < LITTLE ? Finding.warn("disk", text + "; make room soon") : Finding.ok("disk", text);
    }

    /** Takes the folder for a moment to see whether somebody has it, but only where a server once was. */
    private static Finding owner(Path path) {
        if (!Files.exists(DataFolder.adminSocket(path))) {
            return Finding.ok("owner", "no server uses it");
        }
        try (var _ = DataFolder.own(path)) {
            return Finding.ok("owner", "no server uses it; the last one did not end in order");
        } catch (FolderInUse taken) {
            return Finding.ok("owner", String.valueOf(taken.getMessage()).replaceFirst(";.*", ""));
        } catch (UncheckedIOException locked) {
            return Finding.fail("owner", String.valueOf(locked.getMessage()));
        }
    }

    private static Finding permissions(Path path) throws IOException {
        var permissions = Files.getPosixFilePermissions(path);
        var foreign = EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE,
                PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);
        foreign.retainAll(permissions);
        var text = PosixFilePermissions.toString(permissions);
        return foreign.isEmpty() ? Finding.ok("permissions", text)
                : Finding.warn("permissions", text + " lets others in; chmod 700 " + path);
    }
}

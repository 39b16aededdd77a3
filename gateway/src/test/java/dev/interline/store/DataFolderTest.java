package dev.interline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
    @TempDir
    private Path parent;

    /** Owns a folder in a process of its own until its input ends. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] arguments) throws IOException {
            try (var owned = DataFolder.own(Path.of(arguments[0]))) {
                System.out.println("owns " + owned.path());
                System.out.flush();
                System.in.read();
            } catch (FolderInUse e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static Process owner(Path folder) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Owner.class.getName(), folder.toString())
                .redirectErrorStream(true).start();
    }

    @Test
    void isMadeForItsOwnerOnly() throws IOException {
        var folder = parent.resolve("a/data");
        try (var owned = DataFolder.own(folder)) {
            assertThat(owned.path()).isEqualTo(folder.toAbsolutePath());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
        }
    }

    @Test
    void tellsASecondProcessWhoOwnsIt() throws IOException {
        try (var owned = DataFolder.own(parent)) {
            try (var said = owner(owned.path()).inputReader()) {
                assertThat(said.readLine()).contains("belongs to process " + ProcessHandle.current().pid())
                        .contains("--data");
            }
        }
    }

    @Test
    void isFreeAgainWhenItsOwnerWasKilled() throws Exception {
        var first = owner(parent);
        try (var said = first.inputReader()) {
            assertThat(said.readLine()).startsWith("owns");
            assertThatThrownBy(() -> DataFolder.own(parent)).isInstanceOf(FolderInUse.class)
                    .hasMessageContaining("process " + first.pid());
            first.destroyForcibly().waitFor();
        }
        DataFolder.own(parent).close();
    }

    @Test
    void saysWhichFolderCannotBeUsed() throws IOException {
        var file = Files.writeString(parent.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.own(file)).hasMessageContaining(file.toString());
    }
}

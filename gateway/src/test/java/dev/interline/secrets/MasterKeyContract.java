package dev.interline.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interline.store.Database;
import dev.interline.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an installation comes by its master key and keeps to it, on every database. */
abstract class MasterKeyContract {
    private static final byte[] BYTES = HexFormat.of().parseHex("0123456789abcdef".repeat(4));

    @TempDir
    private Path folder;

    private Store store;

    abstract Database database();

    @BeforeEach
    void open() {
        store = Store.open(database());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private MasterKey key(String... configured) {
        return MasterKey.open(folder, store, Optional.of(configured).filter(any -> any.length > 0).map(any -> any[0]),
                new Random());
    }

    private Path file() {
        return folder.resolve("master.key");
    }

    @Test
    void makesOneForItsOwnersEyesAndUsesItAgain() throws Exception {
        var first = key();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
        assertThat(Files.readString(file())).matches("[0-9a-f]{64}\n");
        assertThat(key().key("any")).isEqualTo(first.key("any"));
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString())).filteredOn(name -> name.startsWith("master"))
                    .containsExactly("master.key");
        }
    }

    @Test
    void takesAConfiguredOneInHexOrBase64AndKeepsNoFile() {
        var hex = HexFormat.of().formatHex(BYTES);
        var base64 = Base64.getEncoder().encodeToString(BYTES);
        for (var text : new String[]{hex, hex.toUpperCase(Locale.ROOT), base64, base64.replace("=", "")}) {
            assertThat(key(text).key("any")).isEqualTo(new MasterKey(BYTES).key("any"));
        }
        assertThat(file()).doesNotExist();
    }

    @Test
    void givesEachPurposeAKeyOfItsOwn() {
        var key = new MasterKey(BYTES);
        assertThat(key.key("one")).hasSize(32).isNotEqualTo(key.key("two")).isNotEqualTo(BYTES);
        assertThat(new MasterKey(new byte[32]).key("one")).isNotEqualTo(key.key("one"));
    }

    @Test
    void derivesKeysAsTheStandardSays() throws Exception {
        var expansion = HKDFParameterSpec.expandOnly(new SecretKeySpec(BYTES, "Generic"),
                "ledger".getBytes(StandardCharsets.UTF_8), 32);
        assertThat(new MasterKey(BYTES).key("ledger")).isEqualTo(KDF.getInstance("HKDF-SHA256").deriveData(expansion));
    }

    @Test
    void refusesAnotherThanTheDatabaseKnows() {
        key();
        assertThatThrownBy(() -> key(HexFormat.of().formatHex(BYTES))).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("master-key of the configuration is not the key that this database was sealed");
    }

    @Test
    void refusesToMakeAnotherWhenItIsLost() throws Exception {
        key();
        Files.delete(file());
        assertThatThrownBy(this::key).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the master key is gone");
        assertThat(file()).doesNotExist();
    }

    @Test
    void refusesAFileThatHoldsNoKeyOrAnotherOne() throws Exception {
        key();
        Files.writeString(file(), "0123");
        assertThatThrownBy(this::key).isInstanceOf(IllegalStateException.class).hasMessageContaining(
                "does not hold a master key").message().doesNotContain("0123");
        Files.writeString(file(), HexFormat.of().formatHex(BYTES));
        assertThatThrownBy(this::key).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(file() + " is not the key");
    }

    @Test
    void takesOverTheFilesContentAsConfiguration() throws Exception {
        var first = key();
        var moved = Files.readString(file()).strip();
        Files.delete(file());
        assertThat(key(moved).key("any")).isEqualTo(first.key("any"));
    }
}

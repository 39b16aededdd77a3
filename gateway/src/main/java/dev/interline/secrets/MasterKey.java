package dev.interline.secrets;

import dev.interline.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The 32 bytes from which all keys of this installation are derived. They are configured, or made at the first start and
 * kept in a file beside the data. What was sealed with one master key stays closed to every other, so a database
 * remembers which one it belongs to.
 */
public final class MasterKey {
    /** Its file in the data folder. */
    public static final String FILE = "master.key";
    private static final String HMAC = "HmacSHA256";
    private static final int LENGTH = 32;
    private static final int HEX_LENGTH = 2 * LENGTH;

    private final byte[] key;

    MasterKey(byte[] key) {
        this.key = key.clone();
    }

    /**
     * The master key of this database.
     *
     * @param folder where a key that nobody configured is kept, as {@code master.key}
     * @param configured 32 bytes as 64 hex digits or in Base64
     * @param random where a new key comes from: a {@link java.security.SecureRandom}, except in tests
     * @throws IllegalStateException if it is not the one that the database belongs to; the message is for the operator
     */
    public static MasterKey open(Path folder, Store store, Optional<String> configured, RandomGenerator random) {
        var file = folder.resolve(FILE);
        // Asked of the writer, as everything at the start: the readers' pool takes its time to open.
        var proof = store.write(MasterKeyStore::proof);
        try {
            var key = configured.isPresent() ? new MasterKey(parse(configured.get())) : kept(file);
            if (key == null) {
                if (proof.isPresent()) {
                    throw new IllegalStateException("the master key is gone: this database was sealed with one, but "
                            + file + " does not exist; restore it from a backup, or set master-key to its content");
                }
                key = made(file, random);
            }
            key.prove(store, proof, configured.isPresent() ? "master-key of the configuration" : file.toString());
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the master key in " + file + ": " + e, e);
        }
    }

    /** Loads what {@link #key} is computed with, so that a start need not wait for that. */
    public static void prepare() {
        new MasterKey(new byte[LENGTH]).key("nothing");
    }

    private static @Nullable MasterKey kept(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        var text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!text.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalStateException(
                    file + " does not hold a master key, which is 64 hex digits; restore it from a backup");
        }
        return new MasterKey(parse(text));
    }

    /** A new key, in its file as a whole or not at all, for its owner's eyes only. */
    private static MasterKey made(Path file, RandomGenerator random) throws IOException {
        var key = new byte[LENGTH];
        random.nextBytes(key);
        var draft = Files.createTempFile(file.toAbsolutePath().getParent(), FILE, "");
        Files.writeString(draft, HexFormat.of().formatHex(key) + "\n", StandardOpenOption.SYNC);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return new MasterKey(key);
    }

    private static byte[] parse(String text) {
        return text.length() == HEX_LENGTH ? HexFormat.of().parseHex(text) : Base64.getDecoder().decode(text);
    }

    private void prove(Store store, Optional<String> known, String origin) {
        var mine = HexFormat.of().formatHex(key("proof of the master key"));
        if (known.isEmpty()) {
            store.write(sql -> MasterKeyStore.insert(sql, mine));
        } else if (!known.get().equals(mine)) {
            throw new IllegalStateException(origin + " is not the key that this database was sealed with; set"
                    + " master-key to the old one, or restore " + FILE + " together with the database");
        }
    }

    /**
     * 32 bytes for this purpose alone: the same at every start, and telling nothing about any other.
     *
     * <p>One block of HKDF's expansion (RFC 5869); the master key is random already, so nothing has to be extracted. The
     * JDK's own HKDF takes 18 ms to load, which every start would wait for.
     */
    public byte[] key(String purpose) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 1);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + HMAC, e);
        }
    }
}

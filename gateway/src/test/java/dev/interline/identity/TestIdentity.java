package dev.interline.identity;

import dev.interline.ledger.Book;
import dev.interline.ledger.Ledger;
import dev.interline.secrets.Vault;
import dev.interline.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Random;

/** Identity with a book and a ledger of its own, and keys that are the same in every run. */
public final class TestIdentity {
    /** What its book is signed with. */
    public static final byte[] KEY = "a key of thirty-two bytes, or so".getBytes(StandardCharsets.US_ASCII);

    private TestIdentity() {}

    public static Identity open(Store store, Ledger ledger, long seed, InstantSource clock) {
        return open(store, Book.open(store, KEY, clock), ledger, seed, clock);
    }

    /** With a book that others write into, too. */
    public static Identity open(Store store, Book book, Ledger ledger, long seed, InstantSource clock) {
        return Identity.open(store, book, ledger, new Vault(KEY, new SecureRandom()), new Random(seed), clock);
    }
}

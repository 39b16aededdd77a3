package dev.interline.generations;

import dev.interline.bytes.ByteSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How a generation stands in the journal: a byte for the kind of entry, one for flags, the numbers of a {@link Booking},
 * its texts after their lengths, and the rest is the document.
 */
final class JournalEntry {
    /** The only kind there is; holds and checkpoints would be others. */
    private static final byte SETTLED = 1;
    private static final int BYOK = 1;

    private JournalEntry() {}

    /** Writes a generation, without making a booking of it on the way. */
    static void write(Generation generation, ByteSink entry) {
        entry.write(SETTLED).write(generation.charge().byok() ? BYOK : 0);
        number(entry, generation.createdAt().toEpochMilli());
        number(entry, generation.consumption().usage().total());
        number(entry, generation.charge().cost().total().nanos());
        text(entry, generation.id());
        text(entry, generation.owner().account());
        text(entry, generation.owner().keyHash());
        text(entry, generation.service().model());
        text(entry, generation.service().providerName().orElse(""));
        DocumentWriter.write(generation, entry);
    }

    /**
     * Reads it back.
     *
     * @throws IllegalArgumentException if it is of another kind
     */
    static Booking read(byte[] entry) {
        var in = ByteBuffer.wrap(entry);
        byte kind = in.get();
        if (kind != SETTLED) {
            throw new IllegalArgumentException(
                    "a journal's entry of kind " + kind + ", which this version does not know");
        }
        boolean byok = in.get() == BYOK;
        long createdAt = in.getLong();
        long tokens = in.getLong();
        long charged = in.getLong();
        var id = text(in);
        var owner = new Generation.Owner(text(in), text(in));
        var model = text(in);
        var provider = Optional.of(text(in)).filter(name -> !name.isEmpty());
        return new Booking(id, owner, createdAt, model, provider, tokens, charged, byok, text(in, in.remaining()));
    }

    private static void number(ByteSink entry, long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            entry.write((int) (value >> shift));
        }
    }

    private static void text(ByteSink entry, String text) {
        int at = entry.size();
        entry.write(0).write(0).write(0).write(0).text(text);
        int length = entry.size() - at - 4;
        for (int i = 0; i < 4; i++) {
            entry.array()[at + i] = (byte) (length >> 24 - 8 * i);
        }
    }

    private static String text(ByteBuffer in) {
        return text(in, in.getInt());
    }

    private static String text(ByteBuffer in, int length) {
        var bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

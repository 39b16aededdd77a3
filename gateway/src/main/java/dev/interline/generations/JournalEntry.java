package dev.interline.generations;

import dev.interline.bytes.ByteSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How a generation stands in the journal: a byte for the kind of entry, the numbers of a {@link Booking},
 * its texts after their lengths, and the rest is the document.
 */
final class JournalEntry {
    private static final byte SETTLED = 1;
    /** The same with what the client told of its app, before the document. */
    private static final byte OF_AN_APP = 2;

    private JournalEntry() {}

    /** Writes a generation, without making a booking of it on the way. */
    static void write(Generation generation, ByteSink entry) {
        var usage = generation.consumption().usage();
        boolean app = generation.client().referer().isPresent();
        entry.write(app ? OF_AN_APP : SETTLED);
        number(entry, generation.createdAt().toEpochMilli());
        number(entry, usage.prompt());
        number(entry, usage.completion());
        number(entry, usage.reasoning());
        number(entry, generation.charge().cost().total().nanos());
        number(entry, generation.charge().own().nanos());
        text(entry, generation.id());
        text(entry, generation.owner().account());
        text(entry, generation.owner().workspace());
        text(entry, generation.owner().keyHash());
        text(entry, generation.service().model());
        text(entry, generation.service().providerName().orElse(""));
        if (app) {
            text(entry, generation.client().referer().orElse(""));
            text(entry, generation.client().title().orElse(""));
            text(entry, generation.client().categories().orElse(""));
        }
        DocumentWriter.write(generation, entry);
    }

    /**
     * Reads it back.
     *
     * @param in has an array
     * @throws IllegalArgumentException if it is of another kind
     */
    static Booking read(ByteBuffer in) {
        byte kind = in.get();
        if (kind != SETTLED && kind != OF_AN_APP) {
            throw new IllegalArgumentException(
                    "a journal's entry of kind " + kind + ", which this version does not know");
        }
        long createdAt = in.getLong();
        var tokens = new Booking.Tokens(in.getLong(), in.getLong(), in.getLong());
        long charged = in.getLong();
        long own = in.getLong();
        var id = text(in);
        var owner = new Generation.Owner(text(in), text(in), text(in));
        var model = text(in);
        var provider = Optional.of(text(in)).filter(name -> !name.isEmpty());
        Optional<App> app = kind == OF_AN_APP ? app(in) : Optional.empty();
        return new Booking(id, owner, createdAt, model, provider, tokens, charged, own, app,
                text(in, in.remaining()));
    }

    private static Optional<App> app(ByteBuffer in) {
        var referer = Optional.of(text(in));
        var title = Optional.of(text(in));
        var categories = Optional.of(text(in));
        return App.of(new Generation.Client(Optional.empty(), referer, title, categories, Optional.empty(),
                Optional.empty(), Optional.empty()));
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
        int from = in.position();
        in.position(from + length);
        return new String(in.array(), in.arrayOffset() + from, length, StandardCharsets.UTF_8);
    }
}

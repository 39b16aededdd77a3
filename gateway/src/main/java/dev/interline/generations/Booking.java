package dev.interline.generations;

import dev.interline.bytes.ByteSink;
import java.util.Optional;

/**
 * A generation as the database keeps it: what is asked for and added up in columns, everything else in a document.
 *
 * @param createdAt epoch milliseconds
 * @param charged nano-dollars
 * @param byok whether the caller's own account at the provider served
 * @param document what {@link DocumentWriter} wrote
 */
record Booking(String id, Generation.Owner owner, long createdAt, String model, Optional<String> provider, long tokens,
        long charged, boolean byok, String document) {
    static Booking of(Generation generation) {
        var document = new ByteSink(1024);
        DocumentWriter.write(generation, document);
        return new Booking(generation.id(), generation.owner(), generation.createdAt().toEpochMilli(),
                generation.service().model(), generation.service().providerName(),
                generation.consumption().usage().total(), generation.charge().cost().total().nanos(),
                generation.charge().byok(), document.toString());
    }

    /** Everything that is known, for the log, from which an operator can book it. */
    @Override
    public String toString() {
        return "id=" + id + " account=" + owner.account() + " key=" + owner.keyHash() + " created_at=" + createdAt
                + " model=" + model + ' ' + document;
    }
}

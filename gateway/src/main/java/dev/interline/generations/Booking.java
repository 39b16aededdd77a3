package dev.interline.generations;

import dev.interline.bytes.ByteSink;
import java.util.Optional;

/**
 * A generation as the database keeps it: what is asked for and added up in columns, everything else in a document.
 *
 * @param createdAt epoch milliseconds
 * @param tokens what it used
 * @param charged on credits, in nano-dollars
 * @param own what the caller's own account at the provider paid, in nano-dollars
 * @param app where it came from
 * @param document what {@link DocumentWriter} wrote
 */
record Booking(String id, Generation.Owner owner, long createdAt, String model, Optional<String> provider,
        Tokens tokens, long charged, long own, Optional<App> app,
        String document) {
    private static final long MILLIS_OF_DAY = 86_400_000;

    /** Token counts: of the prompt, of the completion, and the part of it that was reasoning. */
    record Tokens(long prompt, long completion, long reasoning) {
        long total() {
            return prompt + completion;
        }
    }

    /** Whether it was answered, at least in part; what nobody answered is kept to be looked at, and is in no sum. */
    boolean isServed() {
        return provider.isPresent() || tokens.total() > 0;
    }

    /** The UTC day, since 1970. */
    long day() {
        return Math.floorDiv(createdAt, MILLIS_OF_DAY);
    }

    static Booking of(Generation generation) {
        var document = new ByteSink(1024);
        DocumentWriter.write(generation, document);
        var usage = generation.consumption().usage();
        return new Booking(generation.id(), generation.owner(), generation.createdAt().toEpochMilli(),
                generation.service().model(), generation.service().providerName(),
                new Tokens(usage.prompt(), usage.completion(), usage.reasoning()),
                generation.charge().cost().total().nanos(), generation.charge().own().nanos(),
                App.of(generation.client()),
                document.toString());
    }

    /** Everything that is known, for the log, from which an operator can book it. */
    @Override
    public String toString() {
        return "id=" + id + " account=" + owner.account() + " key=" + owner.keyHash() + " created_at=" + createdAt
                + " model=" + model + ' ' + document;
    }
}

package dev.interline.generations;

/** What became of a settlement by the time its client was to be told of the end. */
public enum Recorded {
    /** Durable: in the database, or in the journal from which it comes there. */
    COMMITTED,
    /** The database was silent for too long; the record is kept and will be committed when it speaks again. */
    LATE,
    /** Too many records wait already, or the database rejects this one for good: it was written to the log in full. */
    REFUSED
}

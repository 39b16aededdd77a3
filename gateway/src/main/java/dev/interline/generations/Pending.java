package dev.interline.generations;

/** A record on its way into the database, and what is done when it is there or never will be. */
interface Pending {
    Booking booking();

    /** It is in the database. */
    void committed();

    /** It never will be: it is written to the log, from which an operator can book it, and nowhere else. */
    void refuse(String why);
}

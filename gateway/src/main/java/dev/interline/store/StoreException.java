package dev.interline.store;

import java.sql.SQLException;
import java.util.Locale;

/** The database could not do what it was asked. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SQLITE_CONSTRAINT = 19;
    private static final int SQLITE_TOOBIG = 18;
    private static final int SQLITE_MISMATCH = 20;

    private final Blame blame;

    /** Whose fault it is: that decides whether trying again makes sense. */
    public enum Blame {
        /** The database is away, busy or full: the same statement may work later. */
        DATABASE,
        /** These values can never be stored. */
        VALUES,
        /** The values clash with what is stored already. */
        CLASH
    }

    StoreException(String message, SQLException cause) {
        super(message + ": " + cause.getMessage(), cause);
        blame = blame(cause);
    }

    StoreException(String message) {
        super(message);
        blame = Blame.DATABASE;
    }

    StoreException(String message, RuntimeException cause) {
        super(message + ": " + cause.getMessage(), cause);
        blame = Blame.DATABASE;
    }

    public Blame blame() {
        return blame;
    }

    private static Blame blame(SQLException failure) {
        for (SQLException each = failure; each != null; each = each.getNextException()) {
            var blame = blameOf(each);
            if (blame != Blame.DATABASE) {
                return blame;
            }
        }
        return Blame.DATABASE;
    }

    private static Blame blameOf(SQLException failure) {
        var state = failure.getSQLState();
        if (state != null && state.startsWith("22")) {
            return Blame.VALUES;
        }
        if (state != null && state.startsWith("23")) {
            return state.equals("23505") ? Blame.CLASH : Blame.VALUES;
        }
        return switch (failure.getErrorCode() & 0xff) {
            case SQLITE_CONSTRAINT -> sqliteMessage(failure).contains("unique") ? Blame.CLASH : Blame.VALUES;
            case SQLITE_TOOBIG, SQLITE_MISMATCH -> Blame.VALUES;
            default -> Blame.DATABASE;
        };
    }

    private static String sqliteMessage(SQLException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    }
}

package dev.interline.log;

/**
 * What is logged of an exception on the data path: its kind and where it came from, without its message, which may quote
 * a prompt, an answer or a key.
 */
public final class Trace extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Trace(Throwable of) {
        super(of.getClass().getName(), null, false, true);
        setStackTrace(of.getStackTrace());
    }

    /** The exception, fit for a log. */
    public static Trace of(Throwable exception) {
        return new Trace(exception);
    }
}

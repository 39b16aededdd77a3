package dev.interline.command;

/** A command that cannot go on: told to the user as {@code interline: what, where, what to do} and an exit code. */
public final class CommandFailure extends RuntimeException {
    /** Exit code of a command that was understood and failed. */
    public static final int FAILED = 1;

    /** Exit code of a command line that was not understood. */
    public static final int USAGE = 2;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /**
     * The command was understood and failed.
     *
     * @param what what went wrong, with the offending value
     * @param where the file, address or option that it is about
     * @param remedy what the user can do
     */
    public static CommandFailure failed(String what, String where, String remedy) {
        return new CommandFailure(FAILED, what + ", " + where + ", " + remedy);
    }

    /** The command line or the configuration is wrong; parameters as in {@link #failed}. */
    public static CommandFailure usage(String what, String where, String remedy) {
        return new CommandFailure(USAGE, what + ", " + where + ", " + remedy);
    }

    int exitCode() {
        return exitCode;
    }

    /** The whole line after {@code interline: }. */
    String line() {
        return String.valueOf(getMessage());
    }
}

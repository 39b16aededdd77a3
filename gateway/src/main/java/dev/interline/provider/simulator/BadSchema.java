package dev.interline.provider.simulator;

/** A tool or a response format that cannot be followed; the message is for the caller. */
final class BadSchema extends Exception {
    private static final long serialVersionUID = 1L;

    private final String complaint;

    BadSchema(String complaint) {
        super(complaint, null, false, false);
        this.complaint = complaint;
    }

    String complaint() {
        return complaint;
    }
}

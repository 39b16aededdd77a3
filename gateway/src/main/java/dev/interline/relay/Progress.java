package dev.interline.relay;

/** How far an attempt has come, and when; times are on the clock of {@link System#nanoTime()}. */
final class Progress {
    /** What has been seen of the upstream, in this order. */
    enum Stage {
        /** Nothing yet. */
        SENT,
        /** A status that promises an answer. */
        ACCEPTED,
        /** Content. */
        ANSWERING,
        /** A finish reason. */
        FINISHED
    }

    private final long began = System.nanoTime();
    private Stage stage = Stage.SENT;
    private long lastHeard = began;
    private long contentAt;
    private long bytes;
    private int status;
    private boolean heldUp;

    void answered(int code, boolean accepted) {
        heard();
        status = code;
        stage = accepted ? Stage.ACCEPTED : stage;
    }

    /** More of the body was read. */
    void read(int more) {
        bytes += more;
    }

    /** Its client did not read fast enough: how long it takes is no longer the upstream's doing. */
    void heldUp() {
        heldUp = true;
    }

    /** Whether its client ever did not read fast enough. */
    boolean wasHeldUp() {
        return heldUp;
    }

    /** The upstream was heard just now. */
    void heard() {
        lastHeard = System.nanoTime();
    }

    void content() {
        if (contentAt == 0) {
            contentAt = System.nanoTime();
            stage = Stage.ANSWERING;
        }
    }

    void finished() {
        stage = Stage.FINISHED;
    }

    Stage stage() {
        return stage;
    }

    /** Whether content has arrived. */
    boolean hasContent() {
        return contentAt != 0;
    }

    /** The upstream's HTTP status, 0 before it answered. */
    int status() {
        return status;
    }

    long began() {
        return began;
    }

    /** When content first arrived; 0 if it has not. */
    long contentAt() {
        return contentAt;
    }

    /** When the upstream was last heard. */
    long lastHeard() {
        return lastHeard;
    }

    /** Bytes of body that were read. */
    long bytes() {
        return bytes;
    }
}

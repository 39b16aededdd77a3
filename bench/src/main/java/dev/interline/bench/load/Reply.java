package dev.interline.bench.load;

import java.nio.charset.StandardCharsets;

/** What has come back for a request: enough to tell whether it is the answer it should be, and what it was if not. */
final class Reply {
    private static final String DONE = "[DONE]\n\n";
    /** Long enough for an error of ours. */
    private static final int KEPT = 300;

    private final Script script;
    private final byte[] tail = new byte[KEPT];
    private int length;
    private String status = "";

    Reply(Script script) {
        this.script = script;
    }

    /** Expects the next one. */
    void clear() {
        status = "";
        length = 0;
    }

    void head(String code) {
        status = code;
    }

    void body(byte[] bytes, int from, int to) {
        int more = Math.min(KEPT, to - from);
        int keep = Math.min(KEPT - more, length);
        System.arraycopy(tail, length - keep, tail, 0, keep);
        System.arraycopy(bytes, to - more, tail, keep, more);
        length = keep + more;
    }

    /** Whether nothing of its body has come yet. */
    boolean isEmpty() {
        return length == 0;
    }

    /** Whether what came, and has ended, is an answer as its script promises. */
    boolean isRight() {
        boolean served = status.equals("200");
        return served != (script.kind() == Script.Kind.REFUSAL) && endsWith(script.streams() ? DONE : "}");
    }

    private boolean endsWith(String end) {
        return length >= end.length() && tail().endsWith(end);
    }

    private String tail() {
        return new String(tail, 0, length, StandardCharsets.UTF_8);
    }

    /** Its script, its status and the end of its body. */
    @Override
    public String toString() {
        return script.name() + ": " + (status.isEmpty() ? "no status" : status) + " " + tail().strip();
    }
}

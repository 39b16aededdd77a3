package dev.interline.bytes;

/** Bytes that are not the JSON that was expected; the message says where, never what stood there. */
public final class MalformedJson extends Exception {
    private static final long serialVersionUID = 1L;

    /** A fault with a message fit for the person who sent the bytes. */
    public MalformedJson(String message) {
        super(message, null, false, false);
    }

    /** What is wrong and where, for the caller's eyes. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

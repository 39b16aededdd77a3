package dev.interline.dialect.chat;

/** A place in the frame at hand that is needed again further on. */
final class Place {
    private int from = -1;
    private int to = -1;

    void set(int begin, int end) {
        from = begin;
        to = end;
    }

    void clear() {
        set(-1, -1);
    }

    boolean isSet() {
        return from >= 0;
    }

    boolean isEmpty() {
        return from == to;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }
}

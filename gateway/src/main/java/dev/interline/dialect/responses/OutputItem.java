package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;

/** One item of a response's output, growing. It is announced with the first thing known of it and closed once. */
abstract sealed class OutputItem permits MessageItem, ReasoningItem, CallItem, PictureItem {
    private final String id;
    private final int index;
    private String status = "in_progress";

    OutputItem(String id, int index) {
        this.id = id;
        this.index = index;
    }

    final String id() {
        return id;
    }

    /** Its place in the output. */
    final int index() {
        return index;
    }

    final boolean isOpen() {
        return status.equals("in_progress");
    }

    final void announce(Events events) {
        tell("response.output_item.added", events);
    }

    /**
     * Ends it.
     *
     * @param whole whether it is all there; else the answer was cut short in it
     */
    final void close(boolean whole, Events events) {
        if (isOpen()) {
            complete(events);
            status = whole ? "completed" : "incomplete";
            tell("response.output_item.done", events);
        }
    }

    /** It broke off, and nobody is told more of it than the response that failed. */
    final void abandon() {
        status = isOpen() ? "incomplete" : status;
    }

    /** Writes it as far as it is known. */
    final void write(ByteSink out) {
        out.text("{\"id\":").string(id).name(false, "status").string(status);
        members(out);
        out.write('}');
    }

    /** Tells the ends of what is inside of it. */
    abstract void complete(Events events);

    /** Appends all members beside {@code id} and {@code status}, a comma before each. */
    abstract void members(ByteSink out);

    private void tell(String type, Events events) {
        write(events.open(type).name(false, "output_index").number(index).name(false, "item"));
        events.close();
    }
}

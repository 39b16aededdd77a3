package dev.interline.exchange;

/** Why an answer ended, in OpenRouter's five words. */
public enum FinishReason {
    STOP("stop"), LENGTH("length"), TOOL_CALLS("tool_calls"), CONTENT_FILTER("content_filter"), ERROR("error");

    private final String text;

    FinishReason(String text) {
        this.text = text;
    }

    /** The word on the chat wire. */
    public String text() {
        return text;
    }
}

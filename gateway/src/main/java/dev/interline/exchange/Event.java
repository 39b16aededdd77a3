package dev.interline.exchange;

import java.util.Optional;

/** A neutral piece of an answer. Texts are increments; {@code choice} counts from 0. */
public sealed interface Event {
    /** More of the answer's text. */
    record Text(int choice, String text) implements Event {}

    /** More of a refusal's text. */
    record Refused(int choice, String text) implements Event {}

    /** More reasoning; pieces with the same index belong to one item. */
    record Reasoned(int choice, Reasoning piece) implements Event {}

    /**
     * The beginning or more of a tool call.
     *
     * @param index position of the call among the answer's calls
     * @param id given with the first piece
     * @param name given with the first piece
     * @param arguments more of the arguments' JSON text; may be empty
     */
    record ToolCalled(int choice, int index, Optional<String> id, Optional<String> name, String arguments)
            implements
                Event {}

    /** An image of the answer, by data URL or address. */
    record Pictured(int choice, String url) implements Event {}

    /** A piece of a recording: the chat wire's {@code audio} object as JSON text. */
    record Spoken(int choice, String json) implements Event {}

    /** A source that the answer cites: the chat wire's annotation object as JSON text. */
    record Annotated(int choice, String json) implements Event {}

    /** Token probabilities: the chat wire's {@code logprobs} object as JSON text. */
    record Weighed(int choice, String json) implements Event {}

    /** The end of one choice; {@code nativeReason} is the upstream's own word. */
    record Finished(int choice, FinishReason reason, String nativeReason) implements Event {}
}

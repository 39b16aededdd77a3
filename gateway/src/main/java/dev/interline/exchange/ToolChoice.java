package dev.interline.exchange;

/** Whether the model must, may or must not call a tool. */
public sealed interface ToolChoice {
    /** The model decides; also what holds when nothing was said. */
    record Auto() implements ToolChoice {}

    /** No tool. */
    record None() implements ToolChoice {}

    /** Some tool. */
    record Required() implements ToolChoice {}

    /** This tool. */
    record Named(String name) implements ToolChoice {}
}

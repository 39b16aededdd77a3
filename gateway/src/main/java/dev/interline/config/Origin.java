package dev.interline.config;

import java.nio.file.Path;

/** Where a value comes from. */
public sealed interface Origin {

    /** Nobody set it. */
    record Standard() implements Origin {}

    /** A line of the file, counted from 1. */
    record Line(Path file, int number) implements Origin {}

    /** An environment variable. */
    record Variable(String name) implements Origin {}

    /** An option on the command line, with its dashes. */
    record Option(String name) implements Origin {}

    /** As people read it: {@code interline.yaml:12}, {@code INTERLINE_PORT}, {@code --port}, {@code default}. */
    default String text() {
        return switch (this) {
            case Standard _ -> "default";
            case Line(var file, int number) -> file + ":" + number;
            case Variable(var name) -> name;
            case Option(var name) -> name;
        };
    }
}

package dev.interline.generations.activity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** The condition of a query and the values that are bound in it. */
final class Conditions {
    private final StringBuilder text;
    private final List<Object> arguments = new ArrayList<>();

    /** Begins with a condition; values go by position ({@code ?}). */
    Conditions(String condition, Object... values) {
        text = new StringBuilder(condition);
        arguments.addAll(List.of(values));
    }

    /** Makes this hold, too. */
    Conditions and(String condition, Object... values) {
        return and(condition, List.of(values));
    }

    Conditions and(String condition, Collection<?> values) {
        text.append(" and (").append(condition).append(')');
        arguments.addAll(values);
        return this;
    }

    /** So many question marks. */
    static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    String text() {
        return text.toString();
    }

    List<Object> arguments() {
        return arguments;
    }
}

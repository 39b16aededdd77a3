package dev.interline.config;

import java.util.Map;
import java.util.Optional;

/**
 * The environment variables of the process, which hold secrets; it is never printed.
 *
 * @param variables values by name
 */
public record Environment(Map<String, String> variables) {

    public static final Environment EMPTY = new Environment(Map.of());

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The environment of this process. */
    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    /** The value of a variable that is set and not blank. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank());
    }

    @Override
    public String toString() {
        return "Environment of " + variables.size() + " variables";
    }
}

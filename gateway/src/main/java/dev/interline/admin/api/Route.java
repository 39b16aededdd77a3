package dev.interline.admin.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row of the table.
 *
 * @param method HTTP method
 * @param pattern path below the base path, with variables in braces: {@code keys/{hash}}
 */
public record Route(String method, String pattern, Role role, Handler handler) {
    public static Route get(String pattern, Role role, Handler handler) {
        return new Route("GET", pattern, role, handler);
    }

    public static Route post(String pattern, Role role, Handler handler) {
        return new Route("POST", pattern, role, handler);
    }

    public static Route put(String pattern, Role role, Handler handler) {
        return new Route("PUT", pattern, role, handler);
    }

    public static Route patch(String pattern, Role role, Handler handler) {
        return new Route("PATCH", pattern, role, handler);
    }

    public static Route delete(String pattern, Role role, Handler handler) {
        return new Route("DELETE", pattern, role, handler);
    }

    /** Whether it answers this method; {@code HEAD} is answered as {@code GET}. */
    boolean allows(String asked) {
        return asked.equals(method) || asked.equals("HEAD") && method.equals("GET");
    }

    /** The variables' values, if the path is one of this pattern. */
    Optional<Map<String, String>> variables(List<String> path) {
        var parts = pattern.split("/", -1);
        if (parts.length != path.size()) {
            return Optional.empty();
        }
        var variables = new HashMap<String, String>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].startsWith("{")) {
                variables.put(parts[i].substring(1, parts[i].length() - 1), path.get(i));
            } else if (!parts[i].equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}

package dev.interline.builtin;

import dev.interline.bytes.Json;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The functions that this server has. Thread-safe. */
public final class Builtins {
    private final Map<String, Builtin> byName = new LinkedHashMap<>();

    /** @param fetcher reads pages of the web; empty: that function is not there */
    public Builtins(InstantSource clock, Optional<Fetcher> fetcher) {
        var all = new ArrayList<Builtin>(List.of(new Calculator(), new DateTime(clock), new Units(), new JsonQuery(),
                new TextStatistics()));
        fetcher.ifPresent(web -> all.add(new WebFetch(web, InetAddress::getAllByName)));
        all.forEach(function -> byName.put(function.name(), function));
    }

    /** The names, in a fixed order. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /** A function as the tools of a chat completion request describe it. */
    public ObjectNode definition(String name) {
        Builtin function = byName.get(name);
        if (function == null) {
            throw new IllegalArgumentException("there is no built-in function " + name);
        }
        var tool = Json.mapper().createObjectNode().put("type", "function");
        tool.putObject("function").put("name", function.name()).put("description", function.description())
                .set("parameters", function.parameters());
        return tool;
    }

    /**
     * Runs a function; what goes wrong is told in the result, for the model to do better.
     *
     * @param arguments as the model wrote them
     */
    public String run(String name, String arguments) {
        Builtin function = byName.get(name);
        try {
            if (function == null) {
                throw new IllegalArgumentException("there is no built-in function " + name);
            }
            JsonNode given = Json.mapper().readTree(arguments.isBlank() ? "{}" : arguments);
            if (!given.isObject()) {
                throw new IllegalArgumentException("the arguments must be a JSON object");
            }
            return function.run(given).toString();
        } catch (JacksonException e) {
            return failed("the arguments are not valid JSON");
        } catch (IllegalArgumentException | ArithmeticException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    private static String failed(String why) {
        return Json.mapper().createObjectNode().put("error", why).toString();
    }
}

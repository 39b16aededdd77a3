package dev.interline.conversations;

import dev.interline.builtin.Builtins;
import dev.interline.bytes.Json;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One conversation with a model that may call functions: those that the server has are run at once, those of the client are
 * handed to it. Used by one thread at a time.
 */
public final class Conversation {
    /** How often a model may call built-in functions until the client hears of it. */
    private static final int MOST_ROUNDS = 8;
    private static final int MOST_MESSAGES = 1_000;
    private static final List<String> COUNTED = List.of("prompt_tokens", "completion_tokens", "total_tokens");

    private final String id;
    private final ObjectNode request;
    private final ArrayNode messages;
    private final Set<String> builtin;
    private final Builtins builtins;
    /** Calls whose results the client owes. */
    private final Set<String> pending = new LinkedHashSet<>();
    private int rounds;
    /** What it was when it was last answered. */
    private int answeredMessages;
    private Set<String> answeredPending = Set.of();
    private ObjectNode spent = Json.mapper().createObjectNode();
    private ArrayNode ran = Json.mapper().createArrayNode();

    private Conversation(String id, ObjectNode request, Set<String> builtin, Builtins builtins) {
        this.id = id;
        this.request = request;
        this.messages = (ArrayNode) request.get("messages");
        this.builtin = builtin;
        this.builtins = builtins;
    }

    /** @throws Rejected when the tools or the messages are none */
    static Conversation of(String id, ObjectNode request, Builtins builtins) {
        if (!(request.path("messages") instanceof ArrayNode messages) || messages.isEmpty()) {
            throw wrong("messages", "missing; expected an array with at least one message");
        }
        var own = new HashSet<String>();
        var tools = Json.mapper().createArrayNode();
        JsonNode given = request.path("tools");
        if (!given.isArray() || given.isEmpty()) {
            throw wrong("tools", "missing; expected at least one function, or the name of a built-in one: "
                    + String.join(", ", builtins.names()));
        }
        for (int i = 0; i < given.size(); i++) {
            JsonNode tool = given.get(i);
            String name = tool.isString() ? tool.asString()
                    : tool.path("type").asString("").equals("builtin") ? tool.path("name").asString("") : "";
            if (name.isEmpty() && tool.isObject()) {
                tools.add(tool);
            } else if (builtins.has(name)) {
                own.add(name);
                tools.add(builtins.definition(name));
            } else {
                throw wrong("tools[" + i + "]", "there is no built-in function \"" + name + "\"; there are "
                        + String.join(", ", builtins.names()));
            }
        }
        for (JsonNode tool : given) {
            if (tool.isObject() && own.contains(tool.at("/function/name").asString(""))) {
                throw wrong("tools", "two functions are called " + tool.at("/function/name").asString());
            }
        }
        if (request.path("stream").asBoolean(false)) {
            throw wrong("stream", "true is not allowed here; answers come in one piece");
        }
        request.set("tools", tools);
        return new Conversation(id, request, Set.copyOf(own), builtins);
    }

    public String id() {
        return id;
    }

    /** Bytes that it takes, about. */
    long size() {
        return request.toString().length() * 2L;
    }

    /** It was answered. */
    void answered() {
        answeredMessages = messages.size();
        answeredPending = new LinkedHashSet<>(pending);
    }

    /** It is again what it was when it was last answered. */
    void goBack() {
        while (messages.size() > answeredMessages) {
            messages.remove(messages.size() - 1);
        }
        pending.clear();
        pending.addAll(answeredPending);
    }

    /** What the model is to be asked next, as JSON. */
    public byte[] next() {
        return Json.mapper().writeValueAsBytes(request);
    }

    /**
     * Takes results from the client.
     *
     * @param results objects with {@code tool_call_id} and {@code content}
     * @throws Rejected when one is missing, or is of no call that waits; then nothing is taken
     */
    public void submit(JsonNode results) {
        if (!results.isArray() || results.isEmpty()) {
            throw wrong("tool_results", "missing; expected an array of {\"tool_call_id\", \"content\"}");
        }
        var owed = new LinkedHashSet<>(pending);
        var taken = Json.mapper().createArrayNode();
        for (int i = 0; i < results.size(); i++) {
            String call = results.get(i).path("tool_call_id").asString("");
            JsonNode content = results.get(i).path("content");
            if (!owed.remove(call)) {
                throw wrong("tool_results[" + i + "].tool_call_id", "no call \"" + call + "\" waits for a result"
                        + (pending.isEmpty() ? "" : "; those that do: " + String.join(", ", pending)));
            }
            if (content.isMissingNode() || content.isNull()) {
                throw wrong("tool_results[" + i + "].content", "missing; expected a text or JSON");
            }
            taken.addObject().put("role", "tool").put("tool_call_id", call)
                    .put("content", content.isString() ? content.asString() : content.toString());
        }
        if (!owed.isEmpty()) {
            throw wrong("tool_results", "results are missing of " + String.join(", ", owed));
        }
        pending.clear();
        messages.addAll(taken);
        start();
    }

    /** Forgets what was counted for the last answer. */
    private void start() {
        rounds = 0;
        spent = Json.mapper().createObjectNode();
        ran = Json.mapper().createArrayNode();
    }

    /**
     * Takes an answer of the model; runs the built-in functions that it calls.
     *
     * @return whether the model is to be asked again before the client hears of it
     */
    public boolean take(ObjectNode answer) {
        count(answer.path("usage"));
        if (!(answer.at("/choices/0/message") instanceof ObjectNode message)) {
            return false;
        }
        var said = message.deepCopy();
        said.remove(List.of("refusal", "annotations"));
        messages.add(said);
        var theirs = Json.mapper().createArrayNode();
        var results = Json.mapper().createArrayNode();
        for (JsonNode call : message.path("tool_calls")) {
            String name = call.at("/function/name").asString("");
            if (builtin.contains(name)) {
                results.add(run(call, name));
            } else {
                theirs.add(call);
                pending.add(call.path("id").asString(""));
            }
        }
        messages.addAll(results);
        if (!theirs.isEmpty() && !results.isEmpty()) {
            message.set("tool_calls", theirs);
        }
        return !results.isEmpty() && theirs.isEmpty() && ++rounds < MOST_ROUNDS && messages.size() < MOST_MESSAGES;
    }

    private ObjectNode run(JsonNode call, String name) {
        String arguments = call.at("/function/arguments").asString("");
        String content = builtins.run(name, arguments);
        String callId = call.path("id").asString("");
        ran.addObject().put("tool_call_id", callId).put("name", name).put("arguments", arguments)
                .put("content", content);
        return Json.mapper().createObjectNode().put("role", "tool").put("tool_call_id", callId).put("content", content);
    }

    /** The answer for the client: with the conversation's id, and with what all rounds have used. */
    public byte[] answer(ObjectNode last) {
        last.put("conversation_id", id);
        if (!ran.isEmpty()) {
            last.set("builtin_results", ran);
            if (last.path("usage") instanceof ObjectNode usage) {
                spent.properties().forEach(member -> usage.set(member.getKey(), member.getValue()));
            }
        }
        return Json.mapper().writeValueAsBytes(last);
    }

    private void count(JsonNode usage) {
        for (String name : COUNTED) {
            spent.put(name, spent.path(name).asLong(0) + usage.path(name).asLong(0));
        }
        BigDecimal cost = usage.path("cost").isNumber() ? usage.path("cost").decimalValue() : BigDecimal.ZERO;
        BigDecimal before = spent.path("cost").isNumber() ? spent.path("cost").decimalValue() : BigDecimal.ZERO;
        spent.put("cost", before.add(cost));
    }

    private static Rejected wrong(String path, String why) {
        return new Rejected(Problem.invalid(path + ": " + why).with("param", path));
    }
}

package dev.interline.it.harness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules of the Open Responses specification for a response and for the events of a stream: tells what breaks them.
 *
 * <p>Numbers go up from 0 without gaps; a response is created, in progress, and ends once; an item is added, grows and is
 * done, and so is each part of it; indexes and ids fit together; what grew is what is told whole in the end.
 */
public final class ResponsesRules {
    private static final List<String> REQUIRED = List.of("id", "object", "created_at", "completed_at", "status",
            "incomplete_details", "model", "previous_response_id", "instructions", "output", "error", "tools",
            "tool_choice", "truncation", "parallel_tool_calls", "text", "top_p", "presence_penalty",
            "frequency_penalty", "top_logprobs", "temperature", "reasoning", "user", "usage", "max_output_tokens",
            "max_tool_calls", "store", "background", "service_tier", "metadata", "safety_identifier",
            "prompt_cache_key");
    private static final Set<String> ENDS = Set.of("response.completed", "response.incomplete", "response.failed");
    private static final Map<String, List<String>> ITEM_MEMBERS = Map.of("message",
            List.of("status", "role", "content"),
            "function_call", List.of("status", "call_id", "name", "arguments"), "reasoning", List.of("summary"));
    private static final Map<String, List<String>> PART_MEMBERS = Map.of("output_text", List.of("text", "annotations"),
            "refusal", List.of("refusal"), "reasoning_text", List.of("text"), "summary_text", List.of("text"));
    /** What each kind of delta makes longer: the list of parts that has it, if any, and the member. */
    private static final Map<String, List<String>> GROWS = Map.of("response.output_text", List.of("content", "text"),
            "response.refusal", List.of("content", "refusal"), "response.reasoning_text", List.of("content", "text"),
            "response.reasoning_summary_text", List.of("summary", "text"), "response.function_call_arguments",
            List.of("", "arguments"), "response.custom_tool_call_input", List.of("", "input"));

    private final List<String> complaints = new ArrayList<>();
    private final List<ObjectNode> items = new ArrayList<>();
    private final Set<Integer> open = new HashSet<>();
    private final Map<String, Boolean> parts = new HashMap<>();
    private String id = "";
    private int sequence;
    private boolean ended;

    private ResponsesRules() {}

    /** What is wrong with a stream, given as the JSON of its events; nothing if it keeps to the rules. */
    public static List<String> ofStream(List<JsonNode> events) {
        var rules = new ResponsesRules();
        events.forEach(rules::event);
        rules.that(rules.ended, "the stream has no end");
        return rules.complaints;
    }

    /** What is wrong with a response object of an answer that has ended. */
    public static List<String> ofResponse(JsonNode response) {
        var rules = new ResponsesRules();
        rules.response(response);
        rules.end(response);
        return rules.complaints;
    }

    private void event(JsonNode event) {
        String type = event.path("type").asString("");
        that(!ended, type + " comes behind the end");
        that(event.path("sequence_number").asInt(-1) == sequence, type + " has the number "
                + event.path("sequence_number") + " instead of " + sequence);
        sequence++;
        that(sequence != 1 || type.equals("response.created"), "the stream begins with " + type);
        that(sequence != 2 || Set.of("response.in_progress", "response.queued").contains(type),
                "the second is " + type);
        if (event.has("response")) {
            response(event.path("response"));
        }
        if (ENDS.contains(type)) {
            ended = true;
            that(type.equals("response." + event.at("/response/status").asString("")), type + " tells the status "
                    + event.at("/response/status"));
            end(event.path("response"));
            output(event.path("response"));
        } else if (type.equals("response.created") || type.equals("response.in_progress")) {
            that(event.at("/response/status").asString("").matches("in_progress|queued"), type + " tells the status "
                    + event.at("/response/status"));
            that(event.at("/response/output").isEmpty(), type + " has an output");
        } else if (type.equals("response.output_item.added")) {
            added(event);
        } else if (event.has("output_index")) {
            inItem(type, event);
        }
    }

    private void added(JsonNode event) {
        int index = event.path("output_index").asInt(-1);
        that(index == items.size(), "an item is added at " + index + " instead of " + items.size());
        JsonNode item = event.path("item");
        item(item);
        that(!item.has("status") || item.path("status").asString("").equals("in_progress"), "an item begins with "
                + item.path("status"));
        that(items.stream().noneMatch(other -> other.path("id").equals(item.path("id"))), "an id comes twice");
        items.add((ObjectNode) item.deepCopy());
        open.add(items.size() - 1);
    }

    private void inItem(String type, JsonNode event) {
        int index = event.path("output_index").asInt(-1);
        if (index < 0 || index >= items.size()) {
            complaints.add(type + " is of no item: " + index);
            return;
        }
        ObjectNode item = items.get(index);
        that(open.contains(index), type + " comes when its item is done");
        if (type.equals("response.output_item.done")) {
            done(index, item, event.path("item"));
            return;
        }
        that(event.path("item_id").equals(item.path("id")), type + " names the item " + event.path("item_id"));
        if (type.endsWith("_part.added")) {
            partAdded(index, item, list(type), event);
        } else if (type.endsWith("_part.done")) {
            String list = list(type);
            int at = event.path(place(list)).asInt(-1);
            that(event.path("part").equals(item.path(list).path(at)), type + " tells " + event.path("part") + " of "
                    + item.path(list).path(at));
            that(Boolean.TRUE.equals(parts.put(index + list + at, false)), "a part is done that is not open");
        } else if (type.equals("response.output_text.annotation.added")) {
            var list = item.path("content").path(event.path("content_index").asInt(-1)).path("annotations");
            that(event.path("annotation_index").asInt(-1) == list.size(), "an annotation has the index "
                    + event.path("annotation_index"));
            if (list instanceof ArrayNode array) {
                array.add(event.path("annotation"));
            }
        } else {
            grows(type, index, item, event);
        }
    }

    private void grows(String type, int index, ObjectNode item, JsonNode event) {
        String stem = type.replaceFirst("\\.(delta|done)$", "");
        List<String> where = GROWS.get(stem);
        if (where == null) {
            return;
        }
        String list = where.getFirst();
        String member = where.getLast();
        JsonNode holder = list.isEmpty() ? item : item.path(list).path(event.path(place(list)).asInt(-1));
        if (!list.isEmpty()) {
            that(parts.getOrDefault(index + list + event.path(place(list)).asInt(-1), false), type
                    + " is of no open part");
        }
        if (!(holder instanceof ObjectNode object)) {
            complaints.add(type + " is of no part");
            return;
        }
        if (type.endsWith(".delta")) {
            that(event.path("delta").isString(), type + " has no delta");
            object.put(member, object.path(member).asString("") + event.path("delta").asString(""));
            if (event.path("logprobs") instanceof ArrayNode more && object.path("logprobs") instanceof ArrayNode all) {
                all.addAll(more);
            }
        } else {
            that(event.path(member).equals(object.path(member)), type + " tells " + event.path(member) + " of "
                    + object.path(member));
        }
    }

    private void partAdded(int index, ObjectNode item, String list, JsonNode event) {
        int at = event.path(place(list)).asInt(-1);
        ArrayNode all = item.withArray(list);
        that(at == all.size(), "a part is added at " + at + " instead of " + all.size());
        that(at == 0 || !parts.getOrDefault(index + list + (at - 1), false), "a part begins while another is open");
        JsonNode part = event.path("part");
        part(part);
        that(part.path("text").asString("").isEmpty() && part.path("refusal").asString("").isEmpty(),
                "a part begins with text");
        all.add(part.deepCopy());
        parts.put(index + list + at, true);
    }

    /** What was added up is what the whole item tells. */
    private void done(int index, ObjectNode item, JsonNode whole) {
        item(whole);
        open.remove(index);
        for (String name : List.of("id", "type", "role", "content", "arguments", "input", "call_id", "name")) {
            that(same(item, whole, name), "the item tells " + name + " " + whole.path(name) + " of "
                    + item.path(name));
        }
        that(whole.path("summary").equals(item.path("summary")), "the item tells another summary");
        that(!whole.has("status") || Set.of("completed", "incomplete", "failed")
                .contains(whole.path("status").asString("")), "an item is done with " + whole.path("status"));
        parts.forEach((part, isOpen) -> that(!isOpen || !part.startsWith(index + "c") && !part.startsWith(index + "s"),
                "an item is done before its part " + part));
        items.set(index, (ObjectNode) whole.deepCopy());
    }

    private static boolean same(ObjectNode item, JsonNode whole, String name) {
        return whole.path(name).equals(item.path(name)) || item.path(name).isEmpty() && whole.path(name).isEmpty()
                && !item.path(name).isValueNode();
    }

    /** The final response has the items that were told. */
    private void output(JsonNode response) {
        var output = response.path("output");
        boolean failed = response.path("status").asString("").equals("failed");
        that(failed || open.isEmpty(), "the response ends before its items " + open);
        that(failed ? output.size() <= items.size() : output.size() == items.size(), "the response has "
                + output.size() + " items of " + items.size());
        for (int i = 0; i < Math.min(items.size(), output.size()); i++) {
            that(failed ? output.path(i).path("id").equals(items.get(i).path("id"))
                    : output.path(i).equals(items.get(i)),
                    "the response tells the item " + output.path(i) + " of " + items.get(i));
            boolean cut = output.path(i).path("status").asString("").equals("incomplete");
            that(failed || !cut || i == output.size() - 1
                    && response.path("status").asString("").equals("incomplete"), "an item in the middle was cut");
        }
    }

    private void response(JsonNode response) {
        REQUIRED.forEach(name -> that(response.has(name), "the response has no " + name));
        that(response.path("object").asString("").equals("response"), "the response is an " + response.path("object"));
        that(response.path("id").isString(), "the response has no id");
        that(id.isEmpty() || id.equals(response.path("id").asString("")), "the response has another id");
        id = response.path("id").asString("");
        that(response.path("output").isArray(), "the output is no list");
    }

    private void end(JsonNode response) {
        String status = response.path("status").asString("");
        that(Set.of("completed", "incomplete", "failed").contains(status), "the response ends with " + status);
        that(status.equals("completed") == response.path("completed_at").isNumber() || !status.equals("completed"),
                "completed_at is " + response.path("completed_at"));
        that(status.equals("incomplete") == response.at("/incomplete_details/reason").isString(),
                "incomplete_details is " + response.path("incomplete_details"));
        that(status.equals("failed") == response.at("/error/code").isString(), "error is " + response.path("error"));
        that(!status.equals("failed") || !response.at("/error/message").asString("").isEmpty(), "the error is mute");
        var usage = response.path("usage");
        that(usage.path("input_tokens").isNumber() && usage.path("output_tokens").isNumber()
                && usage.at("/input_tokens_details/cached_tokens").isNumber()
                && usage.at("/output_tokens_details/reasoning_tokens").isNumber()
                && usage.path("total_tokens").asLong() == usage.path("input_tokens").asLong()
                        + usage.path("output_tokens").asLong(),
                "usage is " + usage);
        var ids = new HashSet<String>();
        for (JsonNode item : response.path("output")) {
            item(item);
            that(ids.add(item.path("id").asString("")), "an id comes twice");
            that(!item.path("status").asString("").equals("in_progress"), "an item is still in progress");
        }
    }

    private void item(JsonNode item) {
        String type = item.path("type").asString("");
        that(item.path("id").isString() && !item.path("id").asString("").isEmpty(), "an item has no id: " + item);
        ITEM_MEMBERS.getOrDefault(type, List.of()).forEach(
                name -> that(item.has(name), "the " + type + " has no " + name));
        that(!type.equals("message") || item.path("role").asString("").equals("assistant"), "a message of "
                + item.path("role"));
        item.path("content").forEach(this::part);
        item.path("summary").forEach(this::part);
    }

    private void part(JsonNode part) {
        String type = part.path("type").asString("");
        that(PART_MEMBERS.containsKey(type), "a part of type " + type);
        PART_MEMBERS.getOrDefault(type, List.of()).forEach(
                name -> that(part.has(name), "the " + type + " has no " + name));
    }

    private static String list(String type) {
        return type.contains("summary") ? "summary" : "content";
    }

    private static String place(String list) {
        return list.equals("summary") ? "summary_index" : "content_index";
    }

    private void that(boolean holds, String complaint) {
        if (!holds) {
            complaints.add(complaint);
        }
    }
}

package dev.interline.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A client that follows a stream of this wire to the letter: it adds up deltas and holds each event to what it knows. */
final class Followed {
    private final List<ObjectNode> items = new ArrayList<>();
    private JsonNode response = Json.mapper().createObjectNode();
    private int sequence;
    private boolean ended;

    /** The output, put together from the events. */
    List<JsonNode> output() {
        return List.copyOf(items);
    }

    /** The response of the last event. */
    JsonNode response() {
        assertThat(ended).as("the stream ended").isTrue();
        return response;
    }

    void event(JsonNode event) {
        assertThat(ended).as("nothing comes behind the end").isFalse();
        assertThat(event.path("sequence_number").asInt(-1)).isEqualTo(sequence++);
        String type = event.path("type").asString();
        switch (type) {
            case "response.created" -> assertThat(sequence).isEqualTo(1);
            case "response.in_progress" -> assertThat(sequence).isEqualTo(2);
            case "response.completed", "response.incomplete", "response.failed" -> {
                response = event.path("response");
                assertThat(type).isEqualTo("response." + response.path("status").asString());
                ended = true;
            }
            case "response.output_item.added" -> {
                assertThat(event.path("output_index").asInt(-1)).isEqualTo(items.size());
                assertThat(event.at("/item/status").asString()).isEqualTo("in_progress");
                items.add((ObjectNode) event.path("item").deepCopy());
            }
            default -> inItem(type, event);
        }
    }

    private void inItem(String type, JsonNode event) {
        int index = event.path("output_index").asInt(-1);
        ObjectNode item = items.get(index);
        assertThat(item.path("status").asString()).as("the item is open").isEqualTo("in_progress");
        if (type.equals("response.output_item.done")) {
            done(item, event.path("item"));
            items.set(index, (ObjectNode) event.path("item"));
            return;
        }
        assertThat(event.path("item_id")).isEqualTo(item.path("id"));
        switch (type) {
            case "response.content_part.added" -> added(item, "content", "content_index", event);
            case "response.reasoning_summary_part.added" -> added(item, "summary", "summary_index", event);
            case "response.output_text.delta", "response.reasoning_text.delta" -> {
                JsonNode part = item.path("content").path(event.path("content_index").asInt());
                grow(part, "text", event);
                event.path("logprobs").forEach(one -> ((ArrayNode) part.path("logprobs")).add(one));
            }
            case "response.refusal.delta" ->
                grow(item.path("content").path(event.path("content_index").asInt()), "refusal", event);
            case "response.reasoning_summary_text.delta" ->
                grow(item.path("summary").path(event.path("summary_index").asInt()), "text", event);
            case "response.output_text.annotation.added" -> {
                var list = (ArrayNode) item.path("content").path(event.path("content_index").asInt())
                        .path("annotations");
                assertThat(event.path("annotation_index").asInt()).isEqualTo(list.size());
                list.add(event.path("annotation"));
            }
            case "response.function_call_arguments.delta" -> grow(item, "arguments", event);
            case "response.custom_tool_call_input.delta" -> grow(item, "input", event);
            case "response.output_text.done", "response.reasoning_text.done" ->
                same(item.path("content").path(event.path("content_index").asInt()), "text", event);
            case "response.refusal.done" ->
                same(item.path("content").path(event.path("content_index").asInt()), "refusal", event);
            case "response.reasoning_summary_text.done" ->
                same(item.path("summary").path(event.path("summary_index").asInt()), "text", event);
            case "response.function_call_arguments.done" -> {
                same(item, "arguments", event);
                same(item, "name", event);
            }
            case "response.custom_tool_call_input.done" -> same(item, "input", event);
            case "response.content_part.done" -> assertThat(event.path("part"))
                    .isEqualTo(item.path("content").path(event.path("content_index").asInt()));
            case "response.reasoning_summary_part.done" -> assertThat(event.path("part"))
                    .isEqualTo(item.path("summary").path(event.path("summary_index").asInt()));
            default -> assertThat(type).startsWith("response.image_generation_call.");
        }
    }

    /** What was added up is what the whole item says; only its last member may be new. */
    private static void done(ObjectNode item, JsonNode whole) {
        for (String name : List.of("id", "type", "content", "summary", "arguments", "input", "call_id", "name")) {
            assertThat(whole.path(name)).as(name).isEqualTo(item.path(name));
        }
        assertThat(whole.path("status").asString()).isIn("completed", "incomplete");
    }

    private static void added(ObjectNode item, String list, String index, JsonNode event) {
        ArrayNode parts = item.withArray(list);
        assertThat(event.path(index).asInt(-1)).isEqualTo(parts.size());
        parts.add(event.path("part").deepCopy());
    }

    private static void grow(JsonNode holder, String name, JsonNode event) {
        ((ObjectNode) holder).put(name, holder.path(name).asString() + event.path("delta").asString());
    }

    private static void same(JsonNode holder, String name, JsonNode event) {
        assertThat(event.path(name)).isEqualTo(holder.path(name));
    }
}

package dev.interline.it.harness;

import java.util.ArrayList;
import java.util.List;

/** Answers in OpenAI's Responses wire, as an upstream writes them. */
public final class ResponsesWire {
    private static final String MESSAGE = "{\"id\":\"msg_up1\",\"type\":\"message\",\"status\":\"%s\",\"role\":"
            + "\"assistant\",\"content\":[%s]}";

    private final List<String> events = new ArrayList<>();
    private final List<String> output = new ArrayList<>();
    private int sequence;

    private ResponsesWire() {}

    /** A stream that has begun. */
    public static ResponsesWire begun() {
        var wire = new ResponsesWire();
        wire.event("response.created", "\"response\":" + response("in_progress", "[]", "null"));
        wire.event("response.in_progress", "\"response\":" + response("in_progress", "[]", "null"));
        return wire;
    }

    /** A whole response that says this; its usage is 11 input and 7 output tokens. */
    public static String response(String text) {
        return response("completed", "[" + message("completed", text) + "]", usage());
    }

    /** The response in some state. */
    public static String response(String status, String output, String usage) {
        return """
                {"id":"resp_up1","object":"response","created_at":1700000000,"status":"%s","background":false,\
                "error":null,"incomplete_details":%s,"instructions":null,"max_output_tokens":null,\
                "max_tool_calls":null,"model":"upstream-model","output":%s,"parallel_tool_calls":true,\
                "previous_response_id":null,"prompt_cache_key":null,"reasoning":{"effort":null,"summary":null},\
                "safety_identifier":null,"service_tier":"default","store":false,"temperature":1.0,\
                "text":{"format":{"type":"text"},"verbosity":"medium"},"tool_choice":"auto","tools":[],\
                "top_logprobs":0,"top_p":1.0,"truncation":"disabled","usage":%s,"user":null,"metadata":{},\
                "unknown_member":{"a":[1]}}""".formatted(status,
                status.equals("incomplete") ? "{\"reason\":\"max_output_tokens\"}" : "null", output, usage);
    }

    public static String usage() {
        return "{\"input_tokens\":11,\"input_tokens_details\":{\"cached_tokens\":3},\"output_tokens\":7,"
                + "\"output_tokens_details\":{\"reasoning_tokens\":2},\"total_tokens\":18}";
    }

    private static String message(String status, String text) {
        return MESSAGE.formatted(status, text.isEmpty() && status.equals("in_progress") ? "" : part(text));
    }

    private static String part(String text) {
        return "{\"type\":\"output_text\",\"annotations\":[],\"logprobs\":[],\"text\":" + Json.text(text) + "}";
    }

    /** Adds an event with these members; numbers it. */
    public ResponsesWire event(String type, String members) {
        events.add("event: " + type + "\ndata: {\"type\":\"" + type + "\",\"sequence_number\":" + sequence++
                + (members.isEmpty() ? "" : "," + members) + "}\n\n");
        return this;
    }

    /** Begins a message. */
    public ResponsesWire message() {
        event("response.output_item.added", "\"output_index\":" + output.size() + ",\"item\":"
                + message("in_progress", ""));
        return event("response.content_part.added", place() + ",\"part\":" + part(""));
    }

    public ResponsesWire text(String text) {
        return event("response.output_text.delta", place() + ",\"delta\":" + Json.text(text)
                + ",\"logprobs\":[],\"obfuscation\":\"x\"");
    }

    /** Ends a message that says this. */
    public ResponsesWire said(String text, String status) {
        event("response.output_text.done", place() + ",\"text\":" + Json.text(text) + ",\"logprobs\":[]");
        event("response.content_part.done", place() + ",\"part\":" + part(text));
        return item(message(status, text));
    }

    /** A call of a function, whole. */
    public ResponsesWire call(String name, String arguments) {
        String item =
                "{\"id\":\"fc_up1\",\"type\":\"function_call\",\"status\":\"%s\",\"call_id\":\"call_1\",\"name\":\""
                        + name + "\",\"arguments\":%s}";
        String place = "\"item_id\":\"fc_up1\",\"output_index\":" + output.size();
        event("response.output_item.added", "\"output_index\":" + output.size() + ",\"item\":"
                + item.formatted("in_progress", "\"\""));
        int half = arguments.length() / 2;
        for (var piece : List.of(arguments.substring(0, half), arguments.substring(half))) {
            event("response.function_call_arguments.delta", place + ",\"delta\":" + Json.text(piece));
        }
        event("response.function_call_arguments.done", place + ",\"arguments\":" + Json.text(arguments) + ",\"name\":\""
                + name + "\"");
        return item(item.formatted("completed", Json.text(arguments)));
    }

    /** A thought: its summary and its encrypted form. */
    public ResponsesWire thought(String summary, String encrypted) {
        String item = "{\"id\":\"rs_up1\",\"type\":\"reasoning\",\"summary\":[%s],\"encrypted_content\":\"%s\"}";
        String place = "\"item_id\":\"rs_up1\",\"output_index\":" + output.size() + ",\"summary_index\":0";
        String part = "{\"type\":\"summary_text\",\"text\":%s}";
        event("response.output_item.added", "\"output_index\":" + output.size() + ",\"item\":"
                + item.formatted("", "begin"));
        event("response.reasoning_summary_part.added", place + ",\"part\":" + part.formatted("\"\""));
        event("response.reasoning_summary_text.delta", place + ",\"delta\":" + Json.text(summary));
        event("response.reasoning_summary_text.done", place + ",\"text\":" + Json.text(summary));
        event("response.reasoning_summary_part.done", place + ",\"part\":" + part.formatted(Json.text(summary)));
        return item(item.formatted(part.formatted(Json.text(summary)), encrypted));
    }

    private ResponsesWire item(String item) {
        event("response.output_item.done", "\"output_index\":" + output.size() + ",\"item\":" + item);
        output.add(item);
        return this;
    }

    private String place() {
        return "\"item_id\":\"msg_up1\",\"output_index\":" + output.size() + ",\"content_index\":0";
    }

    /** Ends the response. */
    public ResponsesWire end(String status) {
        return event("response." + status, "\"response\":" + response(status, "[" + String.join(",", output) + "]",
                usage()));
    }

    /** Its events so far. */
    public List<String> events() {
        return List.copyOf(events);
    }

    /** The same answer as one response object. */
    public String document() {
        return response("completed", "[" + String.join(",", output) + "]", usage());
    }

    /** Plays it, as a stream if that was asked for. */
    public Script script() {
        return (request, to) -> {
            if (request.streaming()) {
                Script.begin(events).then((_, end) -> end.lastChunk()).play(request, to);
            } else {
                Script.json(200, document()).play(request, to);
            }
        };
    }

    /** Says this. */
    public static Script saying(String... words) {
        var wire = begun().message();
        for (var word : words) {
            wire.text(word);
        }
        return wire.said(String.join("", words), "completed").end("completed").script();
    }
}

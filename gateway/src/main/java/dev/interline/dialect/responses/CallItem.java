package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import java.nio.charset.StandardCharsets;

/** A call of a function, or of a custom tool. */
final class CallItem extends OutputItem {
    private final String call;
    private final String name;
    private final boolean custom;
    private final StringBuilder arguments = new StringBuilder();

    /**
     * @param call the id that the result of the call will name
     * @param custom whether the tool takes a text instead of JSON
     */
    CallItem(Ids ids, int index, String call, String name, boolean custom) {
        super(ids.item(custom ? "ctc" : "fc", index), index);
        this.call = call;
        this.name = name;
        this.custom = custom;
    }

    /** Whether this is the call's own id. */
    boolean isOf(String id) {
        return call.equals(id);
    }

    /** More of the arguments. The text of a custom tool can be told only when they are whole. */
    void add(String more, Events events) {
        if (more.isEmpty()) {
            return;
        }
        arguments.append(more);
        if (!custom) {
            events.open("response.function_call_arguments.delta", this).name(false, "delta").string(more);
            events.close();
        }
    }

    /** Whether the arguments are one JSON object. */
    boolean isWhole() {
        byte[] bytes = arguments.toString().getBytes(StandardCharsets.UTF_8);
        try {
            JsonFields.scan(bytes, 0, bytes.length);
            return true;
        } catch (MalformedJson _) {
            return false;
        }
    }

    @Override
    void complete(Events events) {
        if (custom) {
            String input = input();
            events.open("response.custom_tool_call_input.delta", this).name(false, "delta").string(input);
            events.close();
            events.open("response.custom_tool_call_input.done", this).name(false, "input").string(input);
        } else {
            if (arguments.toString().isBlank()) {
                add("{}", events);
            }
            events.open("response.function_call_arguments.done", this).name(false, "name").string(name)
                    .name(false, "arguments").string(arguments.toString());
        }
        events.close();
    }

    @Override
    void members(ByteSink out) {
        out.text(custom ? ",\"type\":\"custom_tool_call\"" : ",\"type\":\"function_call\"");
        out.name(false, "call_id").string(call).name(false, "name").string(name);
        if (custom) {
            out.name(false, "input").string(isOpen() && arguments.isEmpty() ? "" : input());
        } else {
            out.name(false, "arguments").string(arguments.toString());
        }
    }

    private String input() {
        return CustomTools.input(arguments.toString());
    }
}

package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import java.util.Optional;
import java.util.Set;

/**
 * What a response says again of its request (OpenAI, Open Responses: the response object). Where the request said nothing
 * stands what OpenAI's own answers have there. Nothing is ever cut out of an input here, whatever was asked: an upstream that
 * does that speaks this wire and tells so itself.
 *
 * @param json the members, a comma before each
 * @param customTools names of the tools that take a text instead of JSON
 */
record Echo(byte[] json, Set<String> customTools) {
    /** @param stored whether the response is kept */
    static Echo of(JsonFields request, boolean stored) {
        var members = new Members(request);
        var out = new ByteSink(512);
        either(members, "instructions", "null", out);
        either(members, "max_output_tokens", "null", out);
        either(members, "max_tool_calls", "null", out);
        either(members, "parallel_tool_calls", "true", out);
        either(members, "previous_response_id", "null", out);
        out.name(false, "store").text(Boolean.toString(stored)).text(",\"background\":false");
        either(members, "temperature", "1", out);
        either(members, "top_p", "1", out);
        either(members, "presence_penalty", "0", out);
        either(members, "frequency_penalty", "0", out);
        either(members, "top_logprobs", "0", out);
        either(members, "tool_choice", "\"auto\"", out);
        tools(members, out);
        reasoning(members.object("reasoning").orElse(Members.NONE), out);
        text(members.object("text").orElse(Members.NONE), out);
        out.text(",\"truncation\":\"disabled\"");
        either(members, "prompt_cache_key", "null", out);
        either(members, "safety_identifier", "null", out);
        out.name(false, "service_tier").string(tier(members.string("service_tier").orElse("default")));
        either(members, "user", "null", out);
        either(members, "metadata", "{}", out);
        return new Echo(out.toBytes(), CustomTools.names(members));
    }

    private static void either(Members members, String name, String otherwise, ByteSink out) {
        out.name(false, name).text(members.raw(name).orElse(otherwise));
    }

    /** Answers know fewer words than requests. */
    private static String tier(String word) {
        return switch (word) {
            case "fast" -> "priority";
            case "auto", "default", "flex", "priority", "scale" -> word;
            default -> "default";
        };
    }

    private static void tools(Members members, ByteSink out) {
        out.text(",\"tools\":[");
        boolean first = true;
        for (Members tool : members.objects("tools")) {
            if (!first) {
                out.write(',');
            }
            first = false;
            if (tool.string("type").orElse("").equals("function")) {
                out.text("{\"type\":\"function\",\"name\":").string(tool.string("name").orElse(""));
                either(tool, "description", "null", out);
                either(tool, "parameters", "null", out);
                either(tool, "strict", "null", out);
                out.write('}');
            } else {
                out.text(tool.raw());
            }
        }
        out.write(']');
    }

    private static void reasoning(Members reasoning, ByteSink out) {
        out.text(",\"reasoning\":{\"effort\":").text(reasoning.raw("effort").orElse("null"));
        either(reasoning, "summary", reasoning.raw("generate_summary").orElse("null"), out);
        out.write('}');
    }

    private static void text(Members text, ByteSink out) {
        Optional<Members> format = text.object("format");
        out.text(",\"text\":{\"format\":");
        if (format.isPresent() && format.get().string("type").orElse("").equals("json_schema")) {
            out.text("{\"type\":\"json_schema\",\"name\":").string(format.get().string("name").orElse(""));
            format.get().string("description").ifPresent(words -> out.name(false, "description").string(words));
            either(format.get(), "schema", "{}", out);
            either(format.get(), "strict", "false", out);
            out.write('}');
        } else {
            out.text("{\"type\":").string(format.flatMap(one -> one.string("type")).orElse("text")).write('}');
        }
        text.string("verbosity").ifPresent(word -> out.name(false, "verbosity").string(word));
        out.write('}');
    }
}

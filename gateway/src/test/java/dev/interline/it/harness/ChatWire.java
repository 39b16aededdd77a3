package dev.interline.it.harness;

import java.util.ArrayList;
import java.util.List;

/** Answers in OpenAI's chat wire, as an upstream writes them. */
public final class ChatWire {
    private static final String HEAD = "\"id\":\"chatcmpl-up1\",\"created\":1700000000,\"model\":\"upstream-model\"";

    /** The end of a stream. */
    public static final String DONE = "data: [DONE]\n\n";

    private ChatWire() {}

    /** A whole answer that says this; its usage is 11 prompt and 7 completion tokens. */
    public static String completion(String text) {
        return """
                {%s,"object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":%s,\
                "refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":%s,"system_fingerprint":"fp_1"}"""
                .formatted(HEAD, Json.text(text), usage(11, 7));
    }

    public static String usage(int prompt, int completion) {
        return "{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}".formatted(prompt, completion,
                prompt + completion);
    }

    /** The event that carries this much of an answer. */
    public static String text(String text) {
        return delta("{\"content\":" + Json.text(text) + "}");
    }

    /** The first event: who speaks, and nothing said. */
    public static String role() {
        return delta("{\"role\":\"assistant\",\"content\":\"\"}");
    }

    /** An event with this delta. */
    public static String delta(String delta) {
        return event("{%s,\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":%s,"
                .formatted(HEAD, delta) + "\"logprobs\":null,\"finish_reason\":null}]}");
    }

    /** The event that says why the answer ends. */
    public static String finish(String reason) {
        return event("{%s,\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{},"
                .formatted(HEAD) + "\"logprobs\":null,\"finish_reason\":\"" + reason + "\"}]}");
    }

    /** The event that carries the usage. */
    public static String usageEvent(int prompt, int completion) {
        return event("{%s,\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":%s}".formatted(HEAD,
                usage(prompt, completion)));
    }

    public static String event(String json) {
        return "data: " + json + "\n\n";
    }

    /** All events of a stream that says this. */
    public static List<String> events(String... words) {
        var events = new ArrayList<String>();
        events.add(role());
        for (var word : words) {
            events.add(text(word));
        }
        events.add(finish("stop"));
        events.add(usageEvent(11, 7));
        events.add(DONE);
        return events;
    }

    static Script stream(String... words) {
        return Script.begin(events(words)).then((_, to) -> to.lastChunk());
    }
}

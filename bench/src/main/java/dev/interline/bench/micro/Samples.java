package dev.interline.bench.micro;

import dev.interline.exchange.Answer;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Target;
import dev.interline.exchange.Vendor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Requests and answers as clients and upstreams write them. */
final class Samples {
    private static final String PROSE = "The quick brown fox jumps over the lazy dog, and \\\"why not?\\\" it says.\\n";

    private Samples() {}

    /** A chat request of about this many bytes. */
    static byte[] chatRequest(int size, boolean stream) {
        String words = prose((size - 200) / 4);
        return bytes("""
                {"model":"openai/gpt-4o-mini","messages":[{"role":"system","content":"%s"},\
                {"role":"user","content":"%s"},{"role":"assistant","content":"%s"},{"role":"user","content":"%s"}],\
                "temperature":0.7,"max_tokens":256,"stream":%s}""".formatted(words, words, words, words, stream));
    }

    /** A chat request with a picture of about this many bytes. */
    static byte[] chatPicture(int size) {
        return bytes(
                """
                        {"model":"openai/gpt-4o-mini","messages":[{"role":"user","content":[{"type":"text","text":"What is this?"},\
                        {"type":"image_url","image_url":{"url":"data:image/png;base64,%s"}}]}]}"""
                        .formatted(base64(size)));
    }

    /** A request of Anthropic's wire of about this many bytes. */
    static byte[] messagesRequest(int size, boolean stream) {
        String words = prose((size - 200) / 4);
        return bytes("""
                {"model":"anthropic/claude-sonnet-4.5","max_tokens":256,"system":"%s","messages":[\
                {"role":"user","content":"%s"},{"role":"assistant","content":[{"type":"text","text":"%s"}]},\
                {"role":"user","content":[{"type":"text","text":"%s"}]}],"temperature":0.7,"stream":%s}"""
                .formatted(words, words, words, words, stream));
    }

    static byte[] chatAnswer() {
        return bytes("""
                {"id":"chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG","object":"chat.completion","created":1741570283,\
                "model":"gpt-4o-mini-2024-07-18","choices":[{"index":0,"message":{"role":"assistant",\
                "content":"Hello! How can I help you today?"},"logprobs":null,"finish_reason":"stop"}],\
                "usage":{"prompt_tokens":420,"completion_tokens":9,"total_tokens":429},\
                "system_fingerprint":"fp_fc9f1d7035"}""");
    }

    static byte[] messagesAnswer() {
        return bytes("""
                {"id":"msg_01XFDUDYJgAACzvnptvVoYEL","type":"message","role":"assistant",\
                "model":"claude-sonnet-4-5-20250929","content":[{"type":"text",\
                "text":"Hello! How can I help you today?"}],"stop_reason":"end_turn","stop_sequence":null,\
                "usage":{"input_tokens":420,"output_tokens":9}}""");
    }

    /** One event of a chat upstream's stream. */
    static byte[] chatEvent() {
        return bytes("""
                data: {"id":"chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG","object":"chat.completion.chunk",\
                "created":1741570283,"model":"gpt-4o-mini-2024-07-18","service_tier":"default",\
                "system_fingerprint":"fp_fc9f1d7035","choices":[{"index":0,"delta":{"content":" Hello"},\
                "logprobs":null,"finish_reason":null}]}

                """);
    }

    /** What an Anthropic stream begins with. */
    static byte[] messagesStart() {
        return bytes("""
                event: message_start
                data: {"type":"message_start","message":{"id":"msg_01XFDUDYJgAACzvnptvVoYEL","type":"message",\
                "role":"assistant","model":"claude-sonnet-4-5-20250929","content":[],"stop_reason":null,\
                "stop_sequence":null,"usage":{"input_tokens":420,"output_tokens":1}}}

                event: content_block_start
                data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

                """);
    }

    /** One event of an Anthropic stream. */
    static byte[] messagesEvent() {
        return bytes("""
                event: content_block_delta
                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" Hello"}}

                """);
    }

    /** Something to send to: a vendor that follows its wire to the letter. */
    static Target target(String dialect, String model) {
        var vendor = new Vendor(dialect, dialect, dialect, Optional.of(URI.create("https://localhost/v1")),
                Optional.empty(), Quirks.GENERIC, Map.of());
        return new Target(vendor, dialect + "/" + model, model, 16_384, Set.of());
    }

    static Answer answer(boolean stream) {
        return new Answer("gen-1741570283-abcdefghijklmnopqrst", 1_741_570_283, "openai/gpt-4o-mini", "OpenAI", stream);
    }

    /** A request as its dialect understands it. */
    static Exchange exchange(Dialect dialect, byte[] request) {
        return switch (dialect.parse(Operation.GENERATE, request, request.length, Headers.NONE)) {
            case Parsed.Accepted(Exchange exchange) -> exchange;
            case Parsed.Refused(var problem) -> throw new IllegalStateException(problem.toString());
        };
    }

    /** The bytes this many times over. */
    static byte[] repeated(byte[] bytes, int times) {
        return bytes(new String(bytes, StandardCharsets.UTF_8).repeat(times));
    }

    /** About this many bytes of the inside of a JSON string. */
    static String prose(int size) {
        return PROSE.repeat(Math.max(1, size / PROSE.length()));
    }

    /** This many bytes of a picture, or a little more. */
    static String base64(int size) {
        byte[] picture = new byte[size / 4 * 3];
        new Random(7).nextBytes(picture);
        return Base64.getEncoder().encodeToString(picture);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

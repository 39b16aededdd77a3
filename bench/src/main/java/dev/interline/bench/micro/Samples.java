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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests and answers of the sizes that the benchmarks are about. */
final class Samples {
    private static final String PROSE = "The quick brown fox jumps over the lazy dog, and \\\"why not?\\\" it says.\\n";

    private static final String CHAT = """
            {"model":"openai/gpt-4o-mini","messages":[{"role":"system","content":"%s"},\
            {"role":"user","content":"%s"},{"role":"assistant","content":"%s"},{"role":"user","content":"%s"}],\
            "temperature":0.7,"max_tokens":256,"stream":%s,"user":"someone"}""";

    private Samples() {}

    /** A chat request of about this many bytes. */
    static byte[] chatRequest(int size, boolean stream) {
        String words = prose((size - 260) / 4);
        return bytes(CHAT.formatted(words, words, words, words, stream));
    }

    /** A whole answer of about 400 bytes, as a chat upstream writes it. */
    static byte[] chatAnswer() {
        return bytes("""
                {"id":"chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG","object":"chat.completion","created":1741570283,\
                "model":"gpt-4o-mini-2024-07-18","choices":[{"index":0,"message":{"role":"assistant",\
                "content":"Hello! How can I help you today?"},"logprobs":null,"finish_reason":"stop"}],\
                "usage":{"prompt_tokens":420,"completion_tokens":9,"total_tokens":429,\
                "prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0}},\
                "system_fingerprint":"fp_fc9f1d7035"}""");
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

    /** A chat vendor that follows the wire to the letter. */
    static Target target(String dialect) {
        var vendor = new Vendor("openai", "OpenAI", dialect, Optional.of(URI.create("https://api.openai.com/v1")),
                Optional.empty(), Quirks.GENERIC, Map.of());
        return new Target(vendor, "openai/gpt-4o-mini", "gpt-4o-mini", 16_384, Set.of());
    }

    static Answer answer(boolean stream) {
        return new Answer("gen-1741570283-abcdefghijklmnopqrst", 1_741_570_283, "openai/gpt-4o-mini", "OpenAI", stream);
    }

    /** The request as its dialect understands it. */
    static Exchange exchange(Dialect dialect, byte[] request) {
        return switch (dialect.parse(Operation.GENERATE, request, request.length, Headers.NONE)) {
            case Parsed.Accepted(Exchange exchange) -> exchange;
            case Parsed.Refused(var problem) -> throw new IllegalStateException(problem.toString());
        };
    }

    /** About this many bytes of the inside of a JSON string. */
    static String prose(int size) {
        return PROSE.repeat(Math.max(1, size / PROSE.length()));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

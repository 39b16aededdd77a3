package dev.interline.provider.openai;

import dev.interline.bytes.Json;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Output;
import dev.interline.exchange.Preferences;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Prompt;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Target;
import dev.interline.exchange.Vendor;
import dev.interline.exchange.Wire;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Requests as an upstream gets them. */
final class Requests {
    static final Quirks OPENAI = new Quirks("max_completion_tokens", Set.of("top_k"), Map.of("seed", "random_seed"),
            true, Quirks.ReasoningRequest.EFFORT, List.of("minimal", "low", "medium", "high"), List.of(), "", true,
            true,
            false, false, Map.of());
    static final Quirks ROUTER = new Quirks("max_tokens", Set.of(), Map.of(), true,
            Quirks.ReasoningRequest.OPENROUTER, List.of(), List.of(), "", true, true, true, true, true,
            Map.of());

    private Requests() {}

    static Target target(Quirks quirks, String... supported) {
        return new Target(
                new Vendor("router", "Router", "openai", Optional.empty(), Optional.empty(), quirks, Map.of()), "a/b",
                "up", 0, Set.of(supported));
    }

    /** What a chat client's request becomes. */
    static JsonNode spliced(String body, Target target) {
        return Json.mapper().readTree(((Prepared.Call) prepare(chat(body), target)).body().toString());
    }

    /** What a request of another wire becomes. */
    static JsonNode encoded(Conversation conversation, Target target) {
        return Json.mapper().readTree(((Prepared.Call) prepare(foreign(conversation), target)).body().toString());
    }

    static Prepared prepare(Exchange exchange, Target target) {
        return new OpenAiProvider(InstantSource.system()).prepare(exchange, target);
    }

    static Exchange chat(String body) {
        JsonFields fields = fields(body);
        OptionalLong most = Json.mapper().readTree(body).path("max_tokens").isNumber()
                ? OptionalLong.of(Json.mapper().readTree(body).path("max_tokens").asLong())
                : OptionalLong.empty();
        return new Exchange(Wire.CHAT, facts(body.contains("\"stream\":true"), most), fields, Headers.NONE, _ -> {
            throw new AssertionError("a splice needs no meaning");
        });
    }

    static Exchange foreign(Conversation conversation) {
        return new Exchange(Wire.MESSAGES, facts(false, OptionalLong.empty()), fields("{}"), Headers.NONE,
                _ -> conversation);
    }

    private static Facts facts(boolean stream, OptionalLong maxTokens) {
        return new Facts(Operation.GENERATE, "a/b", List.of(), stream, maxTokens, Set.of(), Set.of(),
                Preferences.NONE, Optional.empty(), Optional.empty(), Prompt.text(0), Output.PLAIN);
    }

    private static JsonFields fields(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try {
            return JsonFields.scan(bytes, 0, bytes.length);
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }
}

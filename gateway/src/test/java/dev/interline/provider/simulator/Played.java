package dev.interline.provider.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.Json;
import dev.interline.exchange.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What came of a script that was played to its end, without waiting. */
record Played(Script.Head head, String body, List<Script.Step> steps, Duration lasted) {

    static Played all(Script script) {
        var steps = new ArrayList<Script.Step>();
        var body = new ByteSink(1024);
        Duration lasted = script.head().after();
        while (true) {
            Script.Step step = script.next();
            steps.add(step);
            switch (step) {
                case Script.Step.Send(var after, var bytes) -> {
                    body.write(bytes);
                    lasted = lasted.plus(after);
                }
                case Script.Step.End(var after) -> {
                    return new Played(script.head(), body.toString(), steps, lasted.plus(after));
                }
                case Script.Step.Cut(var after) -> {
                    return new Played(script.head(), body.toString(), steps, lasted.plus(after));
                }
                case Script.Step.Stall() -> {
                    return new Played(script.head(), body.toString(), steps, lasted);
                }
            }
        }
    }

    int status() {
        return head.status();
    }

    Script.Step last() {
        return steps.getLast();
    }

    JsonNode json() {
        return Json.mapper().readTree(body);
    }

    JsonNode choice() {
        return json().at("/choices/0");
    }

    JsonNode message() {
        return choice().get("message");
    }

    String text() {
        return message().get("content").asString();
    }

    String finish() {
        return choice().get("finish_reason").asString();
    }

    JsonNode call() {
        return message().at("/tool_calls/0/function");
    }

    JsonNode arguments() {
        return Json.mapper().readTree(call().get("arguments").asString());
    }

    int completionTokens() {
        return json().at("/usage/completion_tokens").asInt();
    }

    /** Every event's JSON, the end mark left out. */
    List<JsonNode> chunks() {
        return events().stream().filter(data -> !data.equals("[DONE]")).map(Json.mapper()::readTree).toList();
    }

    List<String> events() {
        return List.of(body.split("\n\n"))
                .stream()
                .filter(event -> !event.isEmpty())
                .map(event -> event.substring("data: ".length()))
                .toList();
    }

    /** The pieces of one member of a choice's deltas, joined. */
    String streamed(int choice, String pointer) {
        return chunks().stream()
                .flatMap(chunk -> StreamSupport.stream(chunk.get("choices").spliterator(), false))
                .filter(each -> each.get("index").asInt() == choice)
                .map(each -> each.at("/delta" + pointer).asString(""))
                .collect(Collectors.joining());
    }

    byte[] bytes() {
        return body.getBytes(UTF_8);
    }
}

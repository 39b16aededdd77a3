package dev.interline.dialect.chat;

import dev.interline.bytes.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One recorded call of a chat upstream.
 *
 * @param name where it is from
 * @param request the request's JSON; a missing node when none was recorded
 * @param body the answer as it came
 */
record Cassette(String name, JsonNode request, int status, String body) {
    private static final List<String> VENDORS = List.of("openai", "groq", "mistral", "deepseek", "xai", "openrouter",
            "perplexity", "cerebras", "moonshotai", "alibaba", "huggingface", "ollama", "zai", "azure",
            "openai-compatible", "gemini");

    /** Every recorded chat completion. */
    static Stream<Cassette> all() {
        Path folder = Path.of(System.getProperty("interline.shared")).resolve("cassettes");
        return VENDORS.stream().map(folder::resolve).flatMap(Cassette::files).flatMap(Cassette::in);
    }

    /** Every answer with status 200. */
    static Stream<Cassette> answers() {
        return all().filter(cassette -> cassette.status == 200);
    }

    /** Every answer that is a stream. */
    static Stream<Cassette> streams() {
        return answers().filter(Cassette::isStream);
    }

    /** Every answer that is one JSON document. */
    static Stream<Cassette> documents() {
        return answers().filter(cassette -> !cassette.isStream());
    }

    /** Every answer with another status. */
    static Stream<Cassette> refusals() {
        return all().filter(cassette -> cassette.status != 200);
    }

    /** Every call of which the request is known. */
    static Stream<Cassette> requests() {
        return answers().filter(cassette -> cassette.request.isObject());
    }

    boolean isStream() {
        return body.lines().anyMatch(line -> line.startsWith("data:"));
    }

    String vendor() {
        return name.substring(0, name.indexOf('/'));
    }

    /** The JSON of each event. */
    List<JsonNode> events() {
        return body.lines().filter(line -> line.startsWith("data:") && !line.contains("[DONE]"))
                .map(line -> Json.mapper().readTree(line.substring("data:".length()))).toList();
    }

    @Override
    public String toString() {
        return name;
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Cassette> in(Path file) {
        List<Cassette> calls = new ArrayList<>();
        int i = 0;
        for (JsonNode call : Json.mapper().readTree(file.toFile()).path("interactions")) {
            String path = call.path("request").path("path").asString("");
            JsonNode response = call.path("response");
            if (path.contains("chat/completions") && response.path("body").isString()) {
                calls.add(new Cassette(file.getParent().getFileName() + "/" + file.getFileName() + "#" + i,
                        call.path("request").path("json"), response.path("status").asInt(),
                        response.path("body").stringValue()));
            }
            i++;
        }
        return calls.stream();
    }
}

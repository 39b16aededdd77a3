package dev.interline.provider.anthropic;

import dev.interline.bytes.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Recorded calls of Anthropic's API, where they lie beside the project. */
final class AnthropicCassettes {
    /** One call. */
    record Call(String file, String path, JsonNode request, int status, byte[] body) {
        boolean streamed() {
            return new String(body, 0, Math.min(body.length, 6), StandardCharsets.US_ASCII).equals("event:");
        }

        boolean counts() {
            return path.contains("count_tokens");
        }

        byte[] requestBytes() {
            return request.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return file;
        }
    }

    private AnthropicCassettes() {}

    static List<Call> calls() {
        Path folder = Path.of(System.getProperty("interline.shared", "../../shared"), "cassettes", "anthropic");
        var calls = new ArrayList<Call>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(file -> read(file, calls));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return calls;
    }

    private static void read(Path file, List<Call> calls) {
        JsonNode root = Json.mapper().readTree(file.toFile());
        for (JsonNode call : root.path("interactions")) {
            String path = call.path("request").path("path").asString("");
            JsonNode body = call.path("response").path("body");
            if (path.contains("/messages") && body.isString()) {
                calls.add(new Call(file.getFileName().toString(), path, call.path("request").path("json"),
                        call.path("response").path("status").asInt(),
                        body.asString().getBytes(StandardCharsets.UTF_8)));
            }
        }
    }
}

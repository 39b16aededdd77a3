package dev.interline.it.traffic;

import dev.interline.it.harness.Json;
import dev.interline.it.harness.ServerEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One recorded call of a provider.
 *
 * @param name folder, file and number of the call
 * @param vendor the folder, which is the provider
 * @param path of the request
 * @param request JSON body of the request, missing if it was not recorded
 * @param status of the answer
 * @param body of the answer
 */
record Recording(String name, String vendor, String path, JsonNode request, int status, String body) {
    /** All calls of these providers whose path ends so. */
    static List<Recording> of(List<String> vendors, String path) {
        var folder = Path.of(System.getProperty("interline.shared", "../shared"), "cassettes");
        var all = new ArrayList<Recording>();
        for (var vendor : vendors) {
            try (var files = Files.list(folder.resolve(vendor))) {
                files.filter(file -> file.toString().endsWith(".json")).sorted()
                        .forEach(file -> read(vendor, file, path, all));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    private static void read(String vendor, Path file, String path, List<Recording> all) {
        try {
            var calls = Json.tree(Files.readAllBytes(file)).path("interactions");
            for (int i = 0; i < calls.size(); i++) {
                var asked = calls.at("/" + i + "/request");
                var answered = calls.at("/" + i + "/response");
                if (asked.path("path").asString("").split("\\?")[0].endsWith(path)
                        && answered.path("body").isString()) {
                    all.add(new Recording(vendor + "/" + file.getFileName() + "#" + i, vendor,
                            asked.path("path").asString(), asked.path("json"), answered.path("status").asInt(),
                            oneAnswer(answered.path("body").asString())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some recordings hold several answers of Anthropic's, one behind the other: the first is taken. */
    private static String oneAnswer(String body) {
        int stop = body.startsWith("event:") ? body.indexOf("event: message_stop") : -1;
        int end = stop < 0 ? -1 : body.indexOf("\n\n", stop);
        return end < 0 ? body : body.substring(0, end + 2);
    }

    boolean streamed() {
        return body.startsWith("data:") || body.startsWith("event:") || body.startsWith(":");
    }

    /** The JSON of its events, in their order. */
    List<JsonNode> events() {
        return ServerEvent.parse(Json.bytes(body.replace("\r\n", "\n").stripTrailing() + "\n\n")).stream()
                .filter(event -> !event.isComment() && !event.isDone() && !event.data().isEmpty())
                .map(ServerEvent::json).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}

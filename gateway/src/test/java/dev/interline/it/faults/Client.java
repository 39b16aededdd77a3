package dev.interline.it.faults;

import dev.interline.it.harness.EventStream;
import dev.interline.it.harness.ServerEvent;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What clients speak: where they ask, how, and where an answer has what. Paths are JSON pointers. */
enum Client {
    CHAT("/api/v1/chat/completions", Words.MESSAGES, "/choices/0/message/content", "/choices/0/delta/content",
            "/error/metadata/error_type", "/error/metadata/error_type"),
    MESSAGES("/api/v1/messages", Words.MESSAGES + ",\"max_tokens\":1000", "/content/0/text", "/delta/text",
            "/error/error_type", "/error/error_type"),
    RESPONSES("/api/v1/responses", "\"input\":\"Hi\"", "/output/0/content/0/text", "/delta",
            "/error/metadata/error_type", "/response/error_type"),
    COMPLETIONS("/api/v1/completions", "\"prompt\":\"Hi\"", "/choices/0/text", "/choices/0/text",
            "/error/metadata/error_type", "/error/metadata/error_type"),
    /** The service's front, which is another entrance to the chat dialect. */
    SERVICE("/api/v2/openrouter/chat/", Words.MESSAGES, "/choices/0/message/content", "/choices/0/delta/content",
            "/error/metadata/error_type", "/error/metadata/error_type");

    /** What several of them have. */
    private static final class Words {
        private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    }

    private final String path;
    private final String question;
    private final String content;
    private final String piece;
    private final String refusal;
    private final String failure;

    Client(String path, String question, String content, String piece, String refusal, String failure) {
        this.path = path;
        this.question = question;
        this.content = content;
        this.piece = piece;
        this.refusal = refusal;
        this.failure = failure;
    }

    String path(boolean stream) {
        return this == SERVICE ? path + (stream ? "stream" : "completions") : path;
    }

    /** A request's body; {@code more} are further members, each with a comma before it. */
    String body(String model, boolean stream, String more) {
        return "{\"model\":\"" + model + "\",\"stream\":" + stream + "," + question + more + "}";
    }

    /** What a whole answer says. */
    String content(JsonNode answer) {
        return answer.at(content).asString("");
    }

    /** What a stream has said. */
    String content(EventStream stream) {
        return stream.chunks().stream().map(chunk -> chunk.at(piece).asString("")).collect(Collectors.joining());
    }

    /** The {@code error_type} of a refusal. */
    String refusal(JsonNode answer) {
        return answer.at(refusal).asString("");
    }

    /** The {@code error_type} of a failure inside a stream; empty if there is none. */
    String failure(EventStream stream) {
        return stream.events().stream().filter(event -> !event.isComment() && !event.isDone()).map(ServerEvent::json)
                .map(chunk -> chunk.at(failure).asString("")).filter(type -> !type.isEmpty())
                .collect(Collectors.joining(" and "));
    }
}

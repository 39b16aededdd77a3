package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images, recordings, documents and videos in every dialect: they reach who takes them, and else the lack is named. */
class ModalitiesIT {
    private static final String DATA = "SW50ZXJsaW5lIQ==";
    private static final FakeUpstream CHAT = FakeUpstream.saying("fine");
    private static final FakeUpstream CLAUDE = FakeUpstream.playing(Script.messages("fine"));

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().config("""
            providers:
              acme:
                base-url: %s/v1
                models:
                  - {id: acme/all, input-modalities: [text, image, audio, file, video]}
                  - {id: acme/text, input-modalities: [text], output-modalities: [text]}
              claude:
                dialect: anthropic
                base-url: %s/v1
                api-key: secret
                models:
                  - {id: acme/claude, input-modalities: [text, image, file]}
                  - {id: acme/undeclared}
            """.formatted(CHAT.uri(), CLAUDE.uri())).forClass();

    /** A part of a message in each dialect, by dialect and kind. */
    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("chat image",
                    "{'type':'image_url','image_url':{'url':'data:image/png;base64,DATA','detail':'low'}}"),
            Map.entry("chat image-url", "{'type':'image_url','image_url':{'url':'https://example.com/DATA'}}"),
            Map.entry("chat audio", "{'type':'input_audio','input_audio':{'data':'DATA','format':'wav'}}"),
            Map.entry("chat file",
                    "{'type':'file','file':{'filename':'a.pdf','file_data':'data:application/pdf;base64,DATA'}}"),
            Map.entry("chat video", "{'type':'video_url','video_url':{'url':'data:video/mp4;base64,DATA'}}"),
            Map.entry("messages image",
                    "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'DATA'}}"),
            Map.entry("messages image-url",
                    "{'type':'image','source':{'type':'url','url':'https://example.com/DATA'}}"),
            Map.entry("messages file",
                    "{'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'DATA'}}"),
            Map.entry("responses image",
                    "{'type':'input_image','image_url':'data:image/png;base64,DATA','detail':'low'}"),
            Map.entry("responses image-url", "{'type':'input_image','image_url':'https://example.com/DATA'}"),
            Map.entry("responses audio", "{'type':'input_audio','input_audio':{'data':'DATA','format':'wav'}}"),
            Map.entry("responses file",
                    "{'type':'input_file','filename':'a.pdf','file_data':'data:application/pdf;base64,DATA'}"),
            Map.entry("responses video", "{'type':'input_video','video_url':'data:video/mp4;base64,DATA'}"));

    @BeforeEach
    void forget() {
        CHAT.forget();
        CLAUDE.forget();
    }

    @AfterAll
    static void closeUpstreams() {
        CHAT.close();
        CLAUDE.close();
    }

    private static Answer ask(String dialect, String kind, String model) {
        var part = PARTS.get(dialect + " " + kind).replace('\'', '"').replace("DATA", DATA);
        return switch (dialect) {
            case "responses" -> GATEWAY.post("/api/v1/responses", """
                    {"model":"%s","input":[{"type":"message","role":"user","content":[%s]}]}""".formatted(model, part));
            case "messages" -> GATEWAY.post("/api/v1/messages", """
                    {"model":"%s","max_tokens":9,"messages":[{"role":"user","content":[%s]}]}"""
                    .formatted(model, part));
            default -> GATEWAY.post("/api/v1/chat/completions", """
                    {"model":"%s","messages":[{"role":"user","content":[{"type":"text","text":"What?"},%s]}]}"""
                    .formatted(model, part));
        };
    }

    @ParameterizedTest
    @CsvSource({"chat,image", "chat,image-url", "chat,audio", "chat,file", "chat,video", "messages,image",
            "messages,image-url", "messages,file", "responses,image", "responses,image-url", "responses,audio",
            "responses,file", "responses,video"})
    void reachWhoTakesThemAndElseTheLackIsNamed(String dialect, String kind) {
        var taken = ask(dialect, kind, "acme/all");
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        assertThat(CHAT.request().text()).contains(DATA);
        CHAT.forget();

        var refused = ask(dialect, kind, "acme/text");
        assertThat(refused.status()).as(refused.text()).isEqualTo(404);
        assertThat(refused.errorMessage()).contains("acme/text", kind.replace("-url", "") + " input", "acme/all");
        assertThat(CHAT.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"chat,image", "chat,image-url", "chat,file", "messages,image", "messages,image-url", "messages,file",
            "responses,image", "responses,image-url", "responses,file"})
    void reachClaudeInItsOwnForm(String dialect, String kind) {
        var taken = ask(dialect, kind, "acme/claude");
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        var source = CLAUDE.request().json().at("/messages/0/content").valueStream().toList().getLast().path("source");
        assertThat(source.path("type").asString()).isEqualTo(kind.endsWith("-url") ? "url" : "base64");
        assertThat(source.toString()).contains(DATA);
    }

    @ParameterizedTest
    @CsvSource({"chat,audio", "chat,video", "responses,audio", "responses,video"})
    void areRefusedWhereTheUpstreamHasNoWordsForThem(String dialect, String kind) {
        for (var model : List.of("acme/claude", "acme/undeclared")) {
            var refused = ask(dialect, kind, model);
            assertThat(refused.status()).as(refused.text()).isIn(400, 404);
            assertThat(refused.errorMessage()).contains(kind);
            assertThat(CLAUDE.requests()).isEmpty();
        }
    }

    @Test
    void areAskedForInAnswers() {
        var refused = GATEWAY.post("/api/v1/chat/completions", """
                {"model":"acme/text","modalities":["text","image"],"messages":[{"role":"user","content":"Draw"}]}""");
        assertThat(refused.status()).as(refused.text()).isEqualTo(404);
        assertThat(refused.errorMessage()).contains("image output");
    }
}

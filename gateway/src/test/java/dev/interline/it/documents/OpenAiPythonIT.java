package dev.interline.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Covers;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.TestGateway;
import dev.interline.it.sdk.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Python samples of document 003 with the official client, and in FastAPI. */
@Tag("shared")
@Tag("openai-python")
class OpenAiPythonIT {
    private static final FakeUpstream CLAUDE = FakeUpstream.playing(Scenarios.messages());

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with()
            .anthropic("anthropic", CLAUDE, "anthropic/claude-sonnet-4").forClass();

    /** Every model and the automatic choice are there without any provider. */
    @RegisterExtension
    static final TestGateway SIMULATED = TestGateway.with().forClass();

    @TempDir
    private Path folder;

    @BeforeEach
    void forget() {
        CLAUDE.forget();
    }

    @AfterAll
    static void closeUpstream() {
        CLAUDE.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", value = {
            "63|-|Hello from upstream", "87|-|Hello from upstream",
            "161|print(response.choices[0].message.content)|Hello from upstream",
            "176|print(response.choices[0].message.content)|Hello from upstream",
            "190|print(tool_call.function.name, tool_call.function.arguments)|get_weather {\"city\":",
            "223|print(response.choices[0].message.content)|Hello from upstream",
            "276|-|Prompt tokens: 11", "292|print(response.usage.cost < 0.01)|True",
            "304|print(make_request_with_retry([{'role': 'user', 'content': 'Hi'}]).choices[0].finish_reason)|stop",
            "323|print(response.id)|gen-", "337|print(response.model)|anthropic/claude-sonnet-4"})
    @Covers({"003:9", "003:21", "003:63", "003:87", "003:161", "003:176", "003:190", "003:223", "003:276",
            "003:292", "003:304", "003:323", "003:337"})
    void client(int line, String more, String expected) throws Exception {
        Files.write(folder.resolve("image.jpg"), new byte[]{(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0});
        var said = python(sample(GATEWAY, 21) + sample(GATEWAY, line) + (more == null ? "" : more));
        assertThat(said).contains(expected);
        assertThat(CLAUDE.requests()).as("the provider that is named").hasSize(1);
    }

    @Test
    @Covers("003:150")
    void automaticChoice() throws Exception {
        assertThat(python(sample(SIMULATED, 21) + sample(SIMULATED, 150)
                + "print(response.choices[0].message.content)")).contains("Complex question");
    }

    @Test
    @Covers("003:250")
    void jsonMode() throws Exception {
        assertThat(python("import json\n" + sample(SIMULATED, 21) + sample(SIMULATED, 250)
                + "print(type(json.loads(response.choices[0].message.content)))")).contains("dict");
    }

    @Test
    @Covers("003:120")
    void popularModels() throws Exception {
        var ask =
                "\nprint(client.chat.completions.create(model=model, messages=[{'role': 'user', 'content': 'Hi'}]).model)";
        var each = sample(SIMULATED, 120).replaceAll("(?m)^(model = .*)$", "$1" + ask);
        assertThat(python(sample(SIMULATED, 21) + each).lines()).hasSize(14);
    }

    @Test
    @Covers("003:393")
    void fastApi() throws Exception {
        assertThat(python("import os\n" + sample(GATEWAY, 393) + """
                from fastapi.testclient import TestClient
                print(TestClient(app).post("/chat", json={"message": "Hello"}).json()["response"])
                """)).contains("Hello from upstream");
    }

    private static String sample(TestGateway gateway, int line) {
        return Sample.at("003", line).against(gateway.base());
    }

    private String python(String code) throws IOException, InterruptedException {
        return Commands.output(folder, Map.of("OPENROUTER_API_KEY", TestGateway.KEY), List.of(Commands.PYTHON,
                Files.writeString(folder.resolve("sample.py"), code).toString()));
    }
}

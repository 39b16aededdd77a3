package dev.interline.it.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Json;
import dev.interline.it.harness.TestGateway;
import dev.interline.it.sdk.NodeProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of sample that the documents have for chat, against a gateway without any provider. */
@Tag("shared")
class SamplesIT {
    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with()
            .config("jwt: {secret: 0123456789abcdef0123456789abcdef, new-subjects: join, audience: interline}")
            .forClass();

    @TempDir
    private Path folder;

    @Test
    @Tag("curl")
    void curl() throws Exception {
        var token = GATEWAY.run("tokens", "create", "--subject", "ann").printed();
        for (var path : List.of("/chat/completions", "/vision", "/tools/invoke")) {
            var file = Files.writeString(folder.resolve("curl.sh"),
                    Sample.of("002", "bash", "curl", path).against(GATEWAY.base(), token));
            var answer = Json.tree(output(List.of("bash", file.toString())));
            assertThat(answer.at("/choices/0/message").isObject()).as(path + answer).isTrue();
            assertThat(answer.path("provider").asString()).isEqualTo("Simulator");
            assertThat(answer.has("conversation_id")).isEqualTo(path.equals("/tools/invoke"));
        }
    }

    @Test
    @Tag("lua")
    void lua() throws Exception {
        assertThat(run(Sample.of("001", "lua", "callOpenRouter"), "", "chat.lua", "lua")).startsWith("Response:");
    }

    @Test
    @Tag("python")
    void python() throws Exception {
        assertThat(run(Sample.of("001", "python", "call_openrouter"), "", "chat.py", "python3")).contains("Hello!");
        assertThat(run(Sample.of("003", "python", "requests.get", "/1K input tokens"), "", "prices.py", "python3"))
                .contains("openai/gpt-4o: $");
        var key = "api_key = \"" + TestGateway.KEY + "\"\n";
        assertThat(run(Sample.of("003", "python", "requests.get", "models[:10]"), key, "models.py", "python3").lines())
                .hasSize(10);
        assertThat(run(Sample.of("003", "python", "auth/key"), "import requests\n" + key, "credits.py", "python3"))
                .startsWith("Credits remaining: $");
    }

    @Test
    @Tag("sdk")
    void javascript() throws Exception {
        var key = "const API_KEY = '" + TestGateway.KEY + "';\n";
        var request = "const requestBody = {model: 'openai/gpt-4o', messages: [{role: 'user', content: 'Hi'}]};\n";
        var handled = Sample.of("001", "javascript", "Insufficient credits").against(GATEWAY.base());
        assertThat(node("errors.mjs", key + request + "const call = async () => {\n" + handled
                + "};\nconsole.log((await call()).choices[0].message.content);\n")).contains("Hi");
        var stream = Sample.of("001", "javascript", "stream: true", "fetch").against(GATEWAY.base())
                + Sample.of("001", "javascript", "getReader").against(GATEWAY.base());
        assertThat(node("stream.mjs", key + stream)).contains("Tell me a story");
        assertThat(node("models.mjs", key
                + Sample.of("001", "javascript", "models.data", "fetch").against(GATEWAY.base()))).contains("id:");
    }

    @Test
    @Tag("sdk")
    void typescript() throws Exception {
        assertThat(typescript("function.ts", Sample.of("001", "typescript", "callOpenRouter").against(
                GATEWAY.base()))).contains("Hello!");
        var key = "process.env.OPENROUTER_API_KEY = '" + TestGateway.KEY + "';\n";
        var client = key + Sample.of("003", "typescript", "new OpenAI").against(GATEWAY.base());
        assertThat(typescript("completion.ts", client
                + Sample.of("003", "typescript", "const completion").against(GATEWAY.base()))).contains("Hello!");
        assertThat(typescript("streamed.ts", client
                + Sample.of("003", "typescript", "stream: true").against(GATEWAY.base()))).contains("Write a story");
        assertThat(typescript("fetched.ts", key + Sample.of("003", "typescript", "await fetch").against(GATEWAY.base())
                + "console.log(await response.text());\n")).contains("Hello!");
    }

    private String run(Sample sample, String before, String name, String command) throws Exception {
        var file = Files.writeString(folder.resolve(name), before + sample.against(GATEWAY.base()));
        return output(List.of(command, file.toString()));
    }

    /** Runs a module where the npm packages are found. */
    private String node(String name, String code) throws Exception {
        var project = NodeProject.installed();
        var file = Files.writeString(project.folder().resolve("sample-" + name), code);
        return output(List.of("node", file.toString()));
    }

    private String typescript(String name, String code) throws Exception {
        var project = NodeProject.installed();
        var source = Files.writeString(folder.resolve(name), code);
        var target = project.folder().resolve("sample-" + name + ".mjs");
        output(List.of(project.folder().resolve("node_modules/.bin/esbuild").toString(), source.toString(),
                "--format=esm", "--outfile=" + target));
        return output(List.of("node", target.toString()));
    }

    private String output(List<String> command) throws IOException, InterruptedException {
        var out = Files.createTempFile(folder, "out", "");
        var err = Files.createTempFile(folder, "err", "");
        var process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s%s%s", command, Files.readString(out), Files.readString(err)).isZero();
        return Files.readString(out);
    }
}

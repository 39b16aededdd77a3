package dev.interline.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Covers;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.TestGateway;
import dev.interline.it.sdk.NodeProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples of the documents in curl, Lua, Python, JavaScript and TypeScript, against a gateway without any provider. */
@Tag("shared")
class SamplesIT {
    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with()
            .config("jwt: {secret: 0123456789abcdef0123456789abcdef, new-subjects: join, audience: interline}")
            .forClass();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @Tag("curl")
    @CsvSource({"56", "73", "86"})
    @Covers({"002:56", "002:73", "002:86"})
    void curl(int line) throws Exception {
        var token = GATEWAY.run("tokens", "create", "--subject", "ann").printed();
        var file = Files.writeString(folder.resolve("curl.sh"), Sample.at("002", line).against(GATEWAY.base(), token));
        var answer = Json.tree(output("bash", file.toString()));
        assertThat(answer.at("/choices/0/message").isObject()).as(answer.toString()).isTrue();
        assertThat(answer.path("provider").asString()).isEqualTo("Simulator");
        assertThat(answer.has("conversation_id")).isEqualTo(line == 86);
    }

    @Test
    @Tag("lua")
    @Covers("001:579")
    void lua() throws Exception {
        assertThat(output("lua", written("chat.lua", sample("001", 579)))).startsWith("Response:");
    }

    @Test
    @Tag("python")
    @Covers({"001:641", "003:264", "003:358", "003:373"})
    void python() throws Exception {
        assertThat(python(sample("001", 641))).contains("Hello!");
        assertThat(python(sample("003", 264))).contains("openai/gpt-4o: $");
        var key = "api_key = \"" + TestGateway.KEY + "\"\n";
        assertThat(python(key + sample("003", 358)).lines()).hasSize(10);
        assertThat(python("import requests\n" + key + sample("003", 373))).startsWith("Credits remaining: $");
    }

    /** What stands around a fragment: before it and after it. */
    @ParameterizedTest
    @Tag("sdk")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "84|const _ = 1|console.log(headers['X-Title'])|Your App Name",
            "334|const requestBody = {model: 'openai/gpt-4o', messages: [{role: 'user', content: 'Hi'}]};"
                    + " const call = async () => {|}; console.log((await call()).choices[0].message.content)|Hi",
            "373|const _ = 1|console.log(await response.text())|data: [DONE]",
            "463|const _ = 1|console.log(models.data.length > 300)|true",
            "478|const _ = 1|for (const body of [simpleTask, complexTask]) console.log((await ask(body)).model)|"
                    + "openai/gpt-3.5-turbo",
            "494|const url = `URL` + '/api/v1/models', options = {headers};|"
                    + "console.log((await callWithRetry({})).object)|list",
            "518|const url = `URL` + '/api/v1/models', options = {headers};|;|",
            "534|const callAPI = ask, request = {model: 'openai/gpt-4o', messages: [{role: 'user', content: 'Hi'}]};|;|"
                    + "Approximate cost:",
            "546|const fields = (|); console.log((await ask({model: 'openai/gpt-4o', ...fields})).object)|chat.completion",
            "564|const _ = 1|console.log(truncateText('x'.repeat(99999)).length)|16003"})
    @Covers({"001:84", "001:334", "001:373", "001:463", "001:478", "001:494", "001:518", "001:534", "001:546",
            "001:564"})
    void javascript(int line, String before, String after, String expected) throws Exception {
        var helpers = """
                const API_KEY = '%s';
                const ask = async (body) => (await fetch('%s/api/v1/chat/completions', {method: 'POST',
                  headers: {'Authorization': `Bearer ${API_KEY}`}, body: JSON.stringify(body)})).json();
                """.formatted(TestGateway.KEY, GATEWAY.base());
        var standing = before.contains("{headers}")
                ? "const headers = {'Authorization': `Bearer ${API_KEY}`};\n" + before
                : before;
        var code = helpers + standing.replace("`URL`", "'" + GATEWAY.base() + "'") + "\n"
                + sample("001", line) + after + "\n";
        assertThat(node(line + ".mjs", code)).contains(expected == null ? "" : expected);
    }

    @Test
    @Tag("sdk")
    @Covers("001:390")
    void javascriptReadsAStream() throws Exception {
        var key = "const API_KEY = '" + TestGateway.KEY + "';\n";
        assertThat(node("stream.mjs", key + sample("001", 373) + sample("001", 390))).contains("Tell me a story");
    }

    @Test
    @Tag("sdk")
    @Covers({"001:672", "003:32", "003:43", "003:75", "003:101", "003:387"})
    void typescript() throws Exception {
        assertThat(typescript("function.ts", sample("001", 672))).contains("Hello!");
        var client = sample("003", 32);
        assertThat(typescript("completion.ts", client + sample("003", 75))).contains("Hello!");
        assertThat(typescript("streamed.ts", client + sample("003", 101))).contains("Write a story");
        assertThat(typescript("fetched.ts", sample("003", 43) + "console.log(await response.text());\n"))
                .contains("Hello!");
    }

    private static String sample(String document, int line) {
        return Sample.at(document, line).against(GATEWAY.base());
    }

    private String python(String code) throws Exception {
        return output(Commands.PYTHON, written("sample.py", code));
    }

    private String written(String name, String code) throws IOException {
        return Files.writeString(folder.resolve(name), code).toString();
    }

    /** Runs a module where the npm packages are found. */
    private String node(String name, String code) throws Exception {
        var project = NodeProject.installed();
        return output("node", Files.writeString(project.folder().resolve("sample-" + name), code).toString());
    }

    private String typescript(String name, String code) throws Exception {
        var project = NodeProject.installed();
        var target = project.folder().resolve("sample-" + name + ".mjs");
        output(project.folder().resolve("node_modules/.bin/esbuild").toString(), written(name, code), "--format=esm",
                "--outfile=" + target);
        return output("node", target.toString());
    }

    private String output(String... command) throws IOException, InterruptedException {
        return Commands.output(folder, Map.of("OPENROUTER_API_KEY", TestGateway.KEY), List.of(command));
    }
}

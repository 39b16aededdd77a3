package dev.interline.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Covers;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.TestGateway;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The connector's files say what document 004 says of them, and its tasks answer in the form that stands there. */
@Tag("shared")
class ConnectorTablesIT {
    private static final String BASE = "/connectors/openrouter/";
    private static final Document DOCUMENT_004 = System.getProperty("interline.shared") == null
            ? new Document("004", List.of()) : Document.of("004");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().forClass();

    private static String quoted(int line) {
        return DOCUMENT_004.line(line).replaceAll("^[^`]*`|`[^`]*$", "");
    }

    private static void assertField(int line, JsonNode field) {
        var cells = DOCUMENT_004.line(line).replaceAll("^\\| | \\|$", "").split(" \\| ");
        assertThat(field.path("label").asString()).isEqualTo(cells[0]);
        assertThat(field.path("parameter").asString()).isEqualTo(cells[1].replace("`", ""));
        assertThat(cells[2]).startsWith(field.path("type").asString());
        for (var option : field.path("options")) {
            assertThat(cells[2]).contains("`" + option.path("value").asString() + "` "
                    + option.path("label").asString());
        }
        assertThat(field.path("required").booleanValue()).isEqualTo(cells[3].equals("Yes"));
    }

    @Test
    @Covers({"004:7", "004:10", "004:16"})
    void describesTheService() {
        var config = GATEWAY.get(BASE + quoted(7)).json();
        assertThat(DOCUMENT_004.line(8)).endsWith(config.path("name").asString());
        assertThat(DOCUMENT_004.line(9).toLowerCase(java.util.Locale.ROOT))
                .endsWith(config.path("auth_method").asString());
        assertThat(config.path("domain").asString()).as("in the place of " + quoted(10))
                .isEqualTo("http://127.0.0.1");
        assertField(16, config.at("/auth_fields/0"));
    }

    @ParameterizedTest
    @CsvSource({"26,28,35,40,44", "77,79,0,-1,88", "110,112,119,120,124", "154,156,163,164,168"})
    @Covers({"004:26", "004:28", "004:31", "004:35-40", "004:42", "004:44", "004:77", "004:79", "004:82", "004:86",
            "004:88",
            "004:110", "004:112", "004:115", "004:119-120", "004:122", "004:124", "004:154", "004:156", "004:159",
            "004:163-164", "004:166", "004:168"})
    void describesATask(int file, int endpoint, int first, int last, int answers) {
        var task = GATEWAY.get(BASE + quoted(file)).json();
        assertThat(quoted(endpoint)).isEqualTo(task.path("method").asString() + " " + task.path("endpoint").asString());
        assertThat(DOCUMENT_004.line(endpoint + 1)).endsWith(task.path("documentation").asString()
                .replace("http://127.0.0.1", ""));
        IntStream.rangeClosed(first, last).forEach(line -> assertField(line, task.path("fields").path(line - first)));
        assertThat(task.path("fields").size()).isEqualTo(last - first + 1);
        assertThat(task.path("response")).isEqualTo(Json.tree(Sample.at("004", answers).code()
                .replace(", \"...\"", "")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "44|chat_completion|'model':'openai/gpt-4o','messages':'Hello!'", "88|get_credits|",
            "124|create_embedding|'model':'openai/text-embedding-3-small','input':'Hello!'",
            "168|create_response|'model':'openai/gpt-4o','input':'Hello!'"})
    @Covers({"004:44", "004:88", "004:124", "004:168"})
    void answers(int line, String task, String fields) {
        var shown = Json.tree(Sample.at("004", line).code());
        var given = fields == null ? "" : "," + fields.replace('\'', '"');
        AnswersIT.assertForm(task, shown.path("success"), run(task, TestGateway.KEY, given).path("success"));
        AnswersIT.assertForm(task, shown.path("error"), run(task, "sk-wrong", given).path("error"));
    }

    private static JsonNode run(String task, String key, String fields) {
        try (var client = GATEWAY.connect()) {
            return client
                    .request("POST", BASE + "tasks/" + task, Json.bytes("{\"apikey\":\"" + key + "\"" + fields + "}"),
                            "Content-Type", "application/json")
                    .answer().json();
        }
    }
}

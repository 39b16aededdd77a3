package dev.interline.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Covers;
import dev.interline.it.harness.TestGateway;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every model that the documents recommend is in the catalog and answers, also by its bare name. */
@Tag("shared")
class NamedModelsIT {
    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().forClass();

    static Stream<String> names() {
        return Stream.of(rows("000", 158, 170, "`([^`]+)`"), rows("001", 438, 445, "^\\| ([^ ]+) \\|"),
                rows("001", 452, 457, "model: '([^']+)'"), rows("002", 32, 48, "`([^`]+)`"),
                rows("003", 121, 144, "model = \"([^\"]+)\"")).flatMap(List::stream).distinct();
    }

    private static List<String> rows(String number, int from, int to, String name) {
        var document = Document.of(number);
        return IntStream.rangeClosed(from, to).mapToObj(document::line)
                .flatMap(line -> Pattern.compile(name).matcher(line).results()).map(found -> found.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Covers({"000:158-160", "000:163-165", "000:168-170", "001:438-445", "001:451", "002:32-34", "002:39-42",
            "002:47-48"})
    void answers(String name) {
        var answer = GATEWAY.chat(name, "Who are you?");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("model").asString()).contains(name.substring(name.indexOf('/') + 1));
        var id = answer.json().path("model").asString();
        assertThat(GATEWAY.get("/api/v1/models/" + id + "/endpoints").status()).as(id).isEqualTo(200);
    }
}

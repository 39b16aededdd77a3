package dev.interline.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.Manager;
import dev.interline.it.harness.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code docs/operations.md} says of every operation of the contract what this gateway makes of it, and it is so. */
@Tag("shared")
class ServedOperationsIT {
    private static final String HEAD =
            """
                    # Operations

                    Every operation of OpenRouter's API, as its contract lists them, and what this gateway makes of it. The table is held by
                    `ServedOperationsIT`, which asks for each and leaves the table as it should be in `gateway/target/operations.md`.

                    """;

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().forClass();

    @Test
    void areThoseOfTheTable() throws IOException {
        var manager = Manager.of(GATEWAY, "default");
        var table = new StringBuilder();
        int served = 0;
        var operations = Contract.load().operations();
        for (var operation : operations.entrySet()) {
            var words = operation.getKey().split(" ");
            String state = state(manager, words[0], words[1].replaceAll("\\{[^}]*}", "x"));
            served += state.equals("served") ? 1 : 0;
            table.append("| `").append(operation.getKey()).append("` | ").append(state).append(" | ")
                    .append(operation.getValue().replace("|", "\\|")).append(" |\n");
        }
        var text =
                HEAD + served + " of " + operations.size() + " are served.\n\n| operation | | |\n| --- | --- | --- |\n"
                        + table;
        Files.writeString(Path.of("target", "operations.md"), text);
        assertThat(Path.of("..", "docs", "operations.md")).content().isEqualTo(text);
    }

    private static String state(Manager manager, String method, String path) {
        boolean body = !method.equals("GET") && !method.equals("DELETE");
        Answer answer = manager.ask(method, path, body ? "{}" : "");
        if (answer.status() == 404 && answer.errorMessage().startsWith("There is nothing at this path")
                || answer.status() == 405) {
            return "not yet";
        }
        return answer.status() == 410 ? "refused: 410" : "served";
    }
}

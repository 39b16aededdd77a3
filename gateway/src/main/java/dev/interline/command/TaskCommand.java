package dev.interline.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code interline task}: runs a task of the connector, as an integration platform does with its form. */
@Command(name = "task", description = "Run a task of the connector through a running server.", //
        footer = {"", "Example:",
                "  interline task chat_completion --model openai/gpt-4o-mini --messages \"Say hello.\"",
                "", "Tasks: chat_completion, get_credits, create_embedding, create_response."})
final class TaskCommand implements Runnable {
    private static final List<String> TASKS = List.of("chat_completion", "get_credits", "create_embedding",
            "create_response");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions at = new ServerOptions();

    @Parameters(paramLabel = "TASK", description = "The task.")
    private String task = "";

    @Option(names = "--model", paramLabel = "ID", defaultValue = "", description = "Field Model.")
    private String model = "";

    @Option(names = "--messages", paramLabel = "TEXT", defaultValue = "", description = "Field Messages: text or JSON.")
    private String messages = "";

    @Option(names = "--input", paramLabel = "TEXT", defaultValue = "", description = "Field Input: text or JSON.")
    private String input = "";

    @Option(names = "--temperature", paramLabel = "N", defaultValue = "", description = "Field Temperature.")
    private String temperature = "";

    @Option(names = {"--max_tokens",
            "--max-tokens"}, paramLabel = "N", defaultValue = "", description = "Field Max Tokens.")
    private String maxTokens = "";

    @Option(names = {"--top_p", "--top-p"}, paramLabel = "N", defaultValue = "", description = "Field Top P.")
    private String topP = "";

    @Option(names = "--stream", paramLabel = "FLAG", defaultValue = "", description = "Field Stream: true or false.")
    private String stream = "";

    @Override
    public void run() {
        if (!TASKS.contains(task)) {
            throw CommandFailure.usage("no such task", task, "say one of " + String.join(", ", TASKS));
        }
        var fields = new LinkedHashMap<>(Map.of("model", model, "messages", messages, "input", input, "temperature",
                temperature, "max_tokens", maxTokens, "top_p", topP, "stream", stream));
        fields.values().removeIf(String::isEmpty);
        try (var server = at.server()) {
            var answer =
                    server.postBeside("/connectors/openrouter/tasks/" + task, JsonMapper.shared().valueToTree(fields));
            spec.commandLine().getOut().println(server.text(answer));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.interline.command;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code interline models}: what a running server can be asked for. */
@Command(name = "models", description = "List the models of a running server.", //
        footer = {"", "Example:", "  interline models --search sonnet"})
final class ModelsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions at = new ServerOptions();

    @Option(names = "--search", paramLabel = "TEXT", defaultValue = "", //
            description = "Only models whose id or name holds this text.")
    private String search = "";

    @Option(names = "--json", description = "Print one JSON object, as the API does.")
    private boolean json;

    @Override
    public void run() {
        try (var server = at.server()) {
            print(server.get("/models?output_modalities=all"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(JsonNode answer) {
        var out = spec.commandLine().getOut();
        var found = StreamSupport.stream(answer.path("data").spliterator(), false).filter(this::wanted).toList();
        if (json) {
            var object = JsonMapper.shared().createObjectNode();
            object.putArray("data").addAll(found);
            out.println(object);
            return;
        }
        var rows = found.stream().map(ModelsCommand::row).toList();
        out.print(Table.of(List.of("MODEL", ">CONTEXT", ">$/M IN", ">$/M OUT", "NAME"), rows));
        out.flush();
        if (rows.isEmpty()) {
            var err = spec.commandLine().getErr();
            err.println(search.isEmpty() ? "no models" : "no model holds '" + search + "'");
            err.flush();
        }
    }

    private boolean wanted(JsonNode model) {
        var text = model.path("id").asString("") + " " + model.path("name").asString("");
        return text.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
    }

    private static List<String> row(JsonNode model) {
        var pricing = model.path("pricing");
        return List.of(model.path("id").asString(""), model.path("context_length").asString("-"),
                perMillion(pricing.path("prompt").asString("")), perMillion(pricing.path("completion").asString("")),
                model.path("name").asString(""));
    }

    /** A price per token as dollars for a million; routers, whose price varies, tell a negative one. */
    private static String perMillion(String price) {
        try {
            var dollars = new BigDecimal(price).movePointRight(6).stripTrailingZeros();
            return dollars.signum() < 0 ? "varies" : dollars.toPlainString();
        } catch (NumberFormatException e) {
            return "-";
        }
    }
}

package dev.interline.command;

import dev.interline.config.Config;
import dev.interline.config.Issue;
import dev.interline.config.Loading;
import dev.interline.config.Origin;
import dev.interline.config.Setting;
import dev.interline.config.Sources;
import dev.interline.server.Operators;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code interline config}: what is configured, and whether it is good. */
@Command(name = "config", description = "Check and show the configuration.", synopsisSubcommandLabel = "COMMAND", //
        footer = {"", "Example:", "  interline config check"}, //
        subcommands = {ConfigCommand.Check.class, ConfigCommand.Show.class})
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** Which configuration, and how it is told. */
    static final class Options {
        @Option(names = "--config", paramLabel = "FILE", //
                description = "The file (default: INTERLINE_CONFIG, else interline.yaml where you are).")
        private @Nullable Path file;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        Sources sources() {
            return Operators.sources(Optional.ofNullable(file), Map.of());
        }
    }

    /** {@code interline config check}: exit code 0 when the configuration is good, else 2. */
    @Command(name = "check", description = "Say everything that is wrong with the configuration.", //
            footer = {"", "Example:", "  interline config check --config interline.yaml"})
    static final class Check implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() {
            var sources = options.sources();
            List<Issue> issues = switch (Config.load(sources)) {
                case Loading.Loaded _ -> List.of();
                case Loading.Refused refused -> refused.issues();
            };
            if (options.json) {
                spec.commandLine().getOut().println(JsonMapper.shared().writeValueAsString(Map.of("ok",
                        issues.isEmpty(), "issues", issues.stream().map(ConfigCommand::facts).toList())));
            } else if (issues.isEmpty()) {
                spec.commandLine().getOut()
                        .println((sources.hasFile() ? sources.file().toString() : "no file, defaults") + ": good");
            } else {
                complain(spec, issues);
            }
            return issues.isEmpty() ? 0 : CommandFailure.USAGE;
        }
    }

    /** {@code interline config show}: every key with its effective value and where that comes from. */
    @Command(name = "show", description = "Show every setting and where it comes from; secrets are masked.", //
            footer = {"", "Example:", "  interline config show | grep timeouts"})
    static final class Show implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() {
            switch (Config.load(options.sources())) {
                case Loading.Refused(var issues) -> {
                    complain(spec, issues);
                    return CommandFailure.USAGE;
                }
                case Loading.Loaded(_, var settings) -> print(settings);
            }
            return 0;
        }

        private void print(List<Setting> settings) {
            var out = spec.commandLine().getOut();
            if (options.json) {
                out.println(JsonMapper.shared().writeValueAsString(
                        settings.stream().map(ConfigCommand::facts).toList()));
                return;
            }
            out.print(Table.of(List.of("KEY", "VALUE", "FROM"), settings.stream()
                    .map(setting -> List.of(setting.path(), setting.value().isEmpty() ? "-" : setting.value(),
                            setting.origin().text()))
                    .toList()));
            out.flush();
        }
    }

    private static void complain(CommandSpec spec, List<Issue> issues) {
        var err = spec.commandLine().getErr();
        issues.forEach(issue -> err.println(issue.text()));
        err.flush();
    }

    private static Map<String, Object> facts(Issue issue) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("key", issue.path());
        facts.put("value", issue.value());
        facts.put("message", issue.message());
        facts.putAll(facts(issue.origin()));
        return facts;
    }

    private static Map<String, Object> facts(Setting setting) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("key", setting.path());
        facts.put("value", setting.value());
        facts.putAll(facts(setting.origin()));
        return facts;
    }

    private static Map<String, Object> facts(Origin origin) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("from", switch (origin) {
            case Origin.Standard _ -> "default";
            case Origin.Line _ -> "file";
            case Origin.Variable _ -> "environment";
            case Origin.Option _ -> "option";
        });
        switch (origin) {
            case Origin.Standard _ -> {
                // There is nothing more to say.
            }
            case Origin.Line(var file, int number) -> {
                facts.put("file", file.toString());
                facts.put("line", number);
            }
            case Origin.Variable(var name) -> facts.put("name", name);
            case Origin.Option(var name) -> facts.put("name", name);
        }
        return facts;
    }
}

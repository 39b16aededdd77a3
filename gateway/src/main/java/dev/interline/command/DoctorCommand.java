package dev.interline.command;

import dev.interline.catalog.Upstream;
import dev.interline.config.Config;
import dev.interline.config.Environment;
import dev.interline.config.Loading;
import dev.interline.server.Operators;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code interline doctor}: what would keep a server from working here. Exit code 1 when something would. */
@Command(name = "doctor", description = "Check configuration, providers, data folder, clock and JVM.", //
        footer = {"", "Example:", "  interline doctor --json"})
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--config", paramLabel = "FILE", //
            description = "The file (default: INTERLINE_CONFIG, else interline.yaml where you are).")
    private @Nullable Path file;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder, instead of the configured one.")
    private @Nullable String data;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        var findings = new ArrayList<Finding>();
        findings.add(MachineCheck.jdk());
        findings.add(MachineCheck.aotCache());
        var options = Optional.ofNullable(data).map(folder -> Map.of("data", folder)).orElse(Map.of());
        var sources = Operators.sources(Optional.ofNullable(file), options);
        switch (Config.load(sources)) {
            case Loading.Loaded(var config, _) -> {
                findings.add(Finding.ok("configuration",
                        sources.hasFile() ? sources.file() + " is good" : "defaults, no file"));
                configured(config, sources.environment(), findings);
            }
            case Loading.Refused(var issues) ->
                issues.forEach(issue -> findings.add(Finding.fail("configuration", issue.text())));
        }
        print(findings);
        return findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.FAIL)
                ? CommandFailure.FAILED : 0;
    }

    private static void configured(Config config, Environment environment, List<Finding> findings) {
        findings.addAll(FolderCheck.data(config.data()));
        try (var upstreams = new UpstreamCheck()) {
            var vendors = ConfiguredVendors.of(config, environment);
            var answers = upstreams.all(vendors.ready().stream().map(Upstream::vendor).toList());
            findings.add(MachineCheck.clock(Instant.now(),
                    answers.stream().flatMap(answer -> answer.date().stream()).toList()));
            if (vendors.ready().isEmpty()) {
                findings.add(Finding.warn("providers", "none is configured; set a key such as OPENAI_API_KEY"));
            }
            answers.forEach(answer -> findings.add(answer.finding()));
            findings.addAll(vendors.complaints());
            findings.add(upstreams.health(address(config)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static URI address(Config config) {
        var host = switch (config.host()) {
            case "0.0.0.0", "::" -> "127.0.0.1";
            case String name when name.contains(":") -> "[" + name + "]";
            case String name -> name;
        };
        return URI.create((config.tls().isPresent() ? "https://" : "http://") + host + ":" + config.port());
    }

    private void print(List<Finding> findings) {
        var out = spec.commandLine().getOut();
        if (json) {
            boolean good = findings.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.FAIL);
            out.println(JsonMapper.shared().writeValueAsString(Map.of("ok", good, "checks",
                    findings.stream().map(finding -> Map.of("check", finding.check(), "verdict", word(finding),
                            "detail", finding.detail())).toList())));
        } else {
            findings.forEach(finding -> out.printf("%-4s  %s: %s%n", word(finding), finding.check(),
                    finding.detail()));
        }
        out.flush();
    }

    private static String word(Finding finding) {
        return finding.verdict().name().toLowerCase(Locale.ROOT);
    }
}

package dev.interline.command;

import java.util.LinkedHashMap;
import java.util.Map;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code interline version}, also {@code --version} of every command: what is running, and on what. */
@Command(name = "version", description = "Show the version of Interline and of the JVM under it.", //
        footer = {"", "Example:", "  interline version --json"})
final class VersionCommand implements Runnable, IVersionProvider {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public void run() {
        var out = spec.commandLine().getOut();
        out.println(json ? JsonMapper.shared().writeValueAsString(facts()) : sentence());
    }

    @Override
    public String[] getVersion() {
        return new String[]{sentence()};
    }

    private static String sentence() {
        return "interline %s (commit %s), JDK %s, AOT cache %s".formatted(facts().values().toArray());
    }

    private static Map<String, String> facts() {
        var build = Build.current();
        var facts = new LinkedHashMap<String, String>();
        facts.put("version", build.version());
        facts.put("commit", build.commit());
        facts.put("jdk", System.getProperty("java.runtime.version"));
        facts.put("aot_cache", AotCache.state().toString());
        return facts;
    }
}

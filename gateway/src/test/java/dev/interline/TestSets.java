package dev.interline;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * The sets of tests that belong to a build only where what they need is there: a tag on a test names its set. A set
 * that is absent is left out before anything runs, so that no test is ever skipped, and every run ends with one line
 * that says for each set how many tests ran or why it is absent.
 */
public final class TestSets implements PostDiscoveryFilter, TestExecutionListener {
    private static final String PLAIN = "plain";
    private static final String AGENTS = System.getenv().getOrDefault("TEST_AGENTS", "");
    private static final String PYTHON = System.getenv().getOrDefault("TEST_PYTHON", "python3");

    private final Map<String, Integer> ran = new LinkedHashMap<>();

    /**
     * A set of tests and what it needs.
     *
     * @param tag the JUnit tag of its tests
     * @param missing what is missing on this machine, or empty when the set is present
     */
    private record TestSet(String tag, String missing) {
        static final List<TestSet> ALL = List.of(
                new TestSet("shared",
                        System.getProperty("interline.shared") == null ? "no ../shared beside the clone" : ""),
                new TestSet("postgres", ""), new TestSet("sdk", missingTools("node", "npm")),
                new TestSet("curl", missingTools("curl")),
                new TestSet("python", missing("python3 with requests", PYTHON, "-c", "import requests")),
                new TestSet("openai-python", missing("python3 with openai and fastapi", PYTHON, "-c",
                        "import openai, fastapi")),
                new TestSet("agents", AGENTS.isEmpty() ? "TEST_AGENTS does not say where npm installed them"
                        : missing("network namespaces", "unshare", "--map-root-user", "--net", "ip", "link", "set",
                                "lo",
                                "up")),
                new TestSet("lua", missing("lua with socket and json", "lua", "-e",
                        "require('socket.http') require('json')")));

        private static String missingTools(String... tools) {
            return Stream.of(tools).filter(tool -> !onPath(tool)).map(tool -> "no " + tool)
                    .collect(Collectors.joining(", "));
        }

        /** What is missing, unless a command succeeds. */
        private static String missing(String what, String... command) {
            try {
                var process = new ProcessBuilder(command).redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
                return process.waitFor() == 0 ? "" : "no " + what;
            } catch (IOException e) {
                return "no " + what;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "no " + what;
            }
        }

        private static boolean onPath(String tool) {
            return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        }

        boolean absent() {
            return !missing.isEmpty();
        }
    }

    @Override
    public FilterResult apply(TestDescriptor test) {
        return TestSet.ALL.stream().filter(set -> set.absent() && test.getTags().contains(TestTag.create(set.tag)))
                .findFirst().map(set -> FilterResult.excluded(set.missing)).orElse(FilterResult.included(null));
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            var tags = test.getTags().stream().map(TestTag::getName).collect(Collectors.toSet());
            var sets = TestSet.ALL.stream().map(TestSet::tag).filter(tags::contains).toList();
            (sets.isEmpty() ? List.of(PLAIN) : sets).forEach(set -> ran.merge(set, 1, Integer::sum));
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        System.out.println(Stream.concat(Stream.of(new TestSet(PLAIN, "")), TestSet.ALL.stream())
                .map(set -> set.tag + " " + fate(set))
                .collect(Collectors.joining("; ", "Test sets: ", "")));
    }

    private String fate(TestSet set) {
        return set.absent() ? "absent (" + set.missing + ")" : "ran " + ran.getOrDefault(set.tag, 0);
    }
}

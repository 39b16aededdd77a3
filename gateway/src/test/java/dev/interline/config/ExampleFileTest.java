package dev.interline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation of the keys against the keys themselves. */
final class ExampleFileTest {
    private static final Path EXAMPLE = Stream.of("../config", "config").map(Path::of)
            .map(folder -> folder.resolve("interline.example.yaml")).filter(Files::exists).findFirst().orElseThrow();

    private static final String MASTER_KEY = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;

    @Test
    void saysTheDefaults() {
        assertThat(loaded(EXAMPLE, Map.of()).config()).isEqualTo(Config.defaults());
    }

    @Test
    void namesEveryKey() throws Exception {
        assertThat(everythingSaid().settings())
                .allSatisfy(setting -> assertThat(setting.origin()).describedAs(setting.path())
                        .isInstanceOf(Origin.Line.class));
        assertThat(everythingSaid().settings()).extracting(setting -> setting.path()
                .replace("my-vllm", "*").replace("openai/gpt-4o", "*")
                .replace("acc_0123456789abcdefghij", "*").replaceAll("\\[\\d]", "")
                .replaceFirst("(pricing|headers)\\..*", "$1"))
                .containsAll(paths(Config.class, ""));
    }

    static Stream<String> everyKey() {
        return paths(Config.class, "").stream()
                .filter(path -> !path.matches(
                        ".*(providers\\.\\*\\.models|service-tiers|pricing-overrides|accounts\\.allowed)\\..*"));
    }

    /** Each key alone, with the value that the example has for it, said by the environment alone. */
    @ParameterizedTest
    @MethodSource("everyKey")
    void everyKeyIsAlsoAVariable(String path) throws Exception {
        var key = path.replaceFirst("providers\\.\\*", "providers.my-vllm").replaceFirst("models\\.\\*",
                "models.openai/gpt-4o");
        var named = "openai/gpt-4o:\n    name: x\n";
        Path file = Files.writeString(folder.resolve("interline.yaml"),
                path.startsWith("models.") ? "models:\n  " + named : "");
        var variables = new HashMap<>(Map.of(variable(key), example(key)));
        if (path.startsWith("database.")) { // the others are refused without it
            variables.putIfAbsent("INTERLINE_DATABASE_URL", "jdbc:postgresql://h/d");
        }
        if (path.equals("jwt.jwks-url")) {
            variables.putAll(Map.of("INTERLINE_JWT_ISSUER", "a", "INTERLINE_JWT_AUDIENCE", "b"));
        }
        if (path.startsWith("tls.")) {
            variables.putIfAbsent("INTERLINE_TLS_CERTIFICATE", "a");
            variables.putIfAbsent("INTERLINE_TLS_KEY", "b");
        }

        assertThat(loaded(file, variables).settings())
                .filteredOn(setting -> setting.path().matches(Pattern.quote(key) + "(\\[.*|\\..*)?"))
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(setting.origin()).isEqualTo(new Origin.Variable(variable(key))));
    }

    private static String variable(String key) {
        return "INTERLINE_" + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private String example(String key) throws Exception {
        if (key.equals("providers.my-vllm.models")) {
            return "[{id: acme/large, pricing: {prompt: 0.000001}}]";
        }
        if (key.endsWith("service-tiers")) {
            return "[{tier: flex, models: [acme/large], price-factor: 0.5}]";
        }
        if (key.endsWith("pricing-overrides")) {
            return "[{utc-start: 100, pricing: {prompt: 0.000001}}]";
        }
        var said = everythingSaid().settings();
        var items = said.stream().filter(setting -> setting.path().startsWith(key + "[")).map(Setting::value).toList();
        var entries = said.stream().filter(setting -> setting.path().startsWith(key + ".")).toList();
        if (!items.isEmpty()) {
            return String.join(", ", items);
        }
        if (!entries.isEmpty()) {
            return entries.stream().map(s -> s.path().substring(key.length() + 1) + ": \"" + s.value() + '"')
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        var value = said.stream().filter(setting -> setting.path().equals(key)).findFirst().orElseThrow().value();
        return value.equals(Secret.MASK)
                ? key.matches("master-key|jwt.secret") ? MASTER_KEY : "sk-or-v1-0123456789abcdef" : value;
    }

    /** The example with everything that is commented out said. */
    private Loading.Loaded everythingSaid() throws Exception {
        var lines = Files.readAllLines(EXAMPLE).stream()
                .map(line -> line.replaceFirst("^(\\s*)#(?=  |[a-z])", "$1")).toList();
        // prose that is indented after its # is an enumeration at the top, before the first key
        int start = lines.indexOf("host: 127.0.0.1");
        Path all = Files.write(folder.resolve("all.yaml"), lines.subList(start, lines.size()));
        return loaded(all,
                Map.of("MY_VLLM_KEY", "secret-1", "MY_DATABASE_PASSWORD", "secret-2", "MY_FIRST_KEY",
                        "sk-or-v1-0123456789abcdef", "MY_MASTER_KEY", MASTER_KEY, "MY_JWT_SECRET", MASTER_KEY,
                        "MY_ALERT_SECRET", "secret-3"));
    }

    private Loading.Loaded loaded(Path file, Map<String, String> variables) {
        return switch (Config.load(
                new Sources(Optional.of(file), folder, new Environment(variables), Map.of(), Set.of()))) {
            case Loading.Loaded loaded -> loaded;
            case Loading.Refused refused -> throw new AssertionError(refused.text());
        };
    }

    /** All keys, with {@code *} for names that the operator chooses. */
    private static List<String> paths(Class<? extends Record> type, String above) {
        var paths = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            String path = Keys.join(above, Keys.key(component));
            var shape = Keys.shape(component.getGenericType());
            var bare = shape instanceof Keys.Shape.Maybe(var inner) ? inner : shape;
            switch (bare) {
                case Keys.Shape.Section(var section) -> paths.addAll(paths(section, path));
                case Keys.Shape.Named(Keys.Shape.Section(var section)) -> paths.addAll(paths(section, path + ".*"));
                case Keys.Shape.Sequence(Keys.Shape.Section(var section)) -> paths.addAll(paths(section, path));
                case Keys.Shape.Named _, Keys.Shape.Sequence _, Keys.Shape.Value _, Keys.Shape.Maybe _ ->
                    paths.add(path);
            }
        }
        return paths;
    }
}

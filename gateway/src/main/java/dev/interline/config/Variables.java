package dev.interline.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads settings from environment variables: {@code INTERLINE_}, then the key's path in capitals with {@code _} for
 * every other character. A list or a section is written as one line of YAML, a list of texts also with commas.
 */
final class Variables {
    static final String PREFIX = "INTERLINE_";
    static final String CONFIG = "INTERLINE_CONFIG";

    /** Variables that are read by the launcher, the commands and clients instead. */
    private static final Set<String> OTHERS = Set.of(CONFIG, "INTERLINE_HOME", "INTERLINE_TRAINING",
            "INTERLINE_JAVA_OPTS", "INTERLINE_URL", "INTERLINE_API_KEY", "INTERLINE_MODEL");

    /** Names that others have given to some settings. */
    private static final Map<String, String> ALIASES = Map.of("OPENROUTER_DEFAULT_MODEL",
            "INTERLINE_SERVICE_DEFAULT_MODEL", "OPENROUTER_SITE_URL", "INTERLINE_SERVICE_SITE_URL",
            "OPENROUTER_SITE_NAME", "INTERLINE_SERVICE_SITE_NAME");
    /** Milliseconds. */
    private static final String TIMEOUT = "OPENROUTER_TIMEOUT";

    private final Node.Fields file;
    private final List<Issue> issues;

    /** @param file what the file says, whose names of providers and models count first */
    Variables(Node.Fields file, List<Issue> issues) {
        this.file = file;
        this.issues = issues;
    }

    private record Target(List<String> path, Keys.Shape shape) {
        Target below(String key) {
            var longer = new ArrayList<String>();
            longer.add(key);
            longer.addAll(path);
            return new Target(longer, shape);
        }
    }

    /** What the variables say, as a tree; unknown ones are complained about. */
    Node.Fields read(Environment environment) {
        var known = environment.variables().keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !OTHERS.contains(name))
                .filter(name -> environment.value(name).isPresent())
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        var tree = new Node.Fields[]{aliases(environment)};
        known.forEach(name -> {
            var origin = new Origin.Variable(name);
            find(Config.class, name.substring(PREFIX.length()), Optional.of(file)).ifPresentOrElse(
                    target -> tree[0] = tree[0].under(
                            branch(target, environment.variables().getOrDefault(name, ""), origin)),
                    () -> issues.add(new Issue("", "", "unknown variable" + Nearest.hint(name, names()), origin)));
        });
        return tree[0];
    }

    /** What the variables of other names say. */
    private Node.Fields aliases(Environment environment) {
        var tree = Node.Fields.empty();
        for (String name : ALIASES.keySet().stream().sorted().toList()) {
            tree = alias(tree, name, ALIASES.getOrDefault(name, ""), environment.value(name));
        }
        return alias(tree, TIMEOUT, "INTERLINE_SERVICE_TIMEOUT",
                environment.value(TIMEOUT).map(millis -> millis.matches("\\d+") ? millis + "ms" : millis));
    }

    private Node.Fields alias(Node.Fields tree, String name, String known, Optional<String> value) {
        if (value.isEmpty()) {
            return tree;
        }
        var target = find(Config.class, known.substring(PREFIX.length()), Optional.of(file)).orElseThrow();
        return tree.under(branch(target, value.get(), new Origin.Variable(name)));
    }

    private static Optional<Target> find(Class<? extends Record> type, String rest, Optional<? extends Node> said) {
        for (var component : type.getRecordComponents()) {
            String key = Keys.key(component);
            String name = name(key);
            Keys.Shape shape = bare(Keys.shape(component.getGenericType()));
            if (rest.equals(name)) {
                return Optional.of(new Target(List.of(key), shape));
            }
            if (!rest.startsWith(name + "_")) {
                continue;
            }
            String deeper = rest.substring(name.length() + 1);
            var found = switch (shape) {
                case Keys.Shape.Section(var section) -> find(section, deeper, child(said, key));
                case Keys.Shape.Named(Keys.Shape.Section(var section)) -> named(section, deeper, child(said, key));
                case Keys.Shape.Named _, Keys.Shape.Value _, Keys.Shape.Maybe _, Keys.Shape.Sequence _ ->
                    Optional.<Target>empty();
            };
            if (found.isPresent()) {
                return found.map(target -> target.below(key));
            }
        }
        return Optional.empty();
    }

    /** Finds the key of an entry: one whose name the file has, or else the one with the shortest new name. */
    private static Optional<Target> named(Class<? extends Record> type, String rest, Optional<? extends Node> said) {
        if (said.isPresent() && said.get() instanceof Node.Fields entries) {
            for (String entry : entries.children().keySet()) {
                if (rest.startsWith(name(entry) + "_")) {
                    var found = find(type, rest.substring(entry.length() + 1), child(said, entry));
                    if (found.isPresent()) {
                        return found.map(target -> target.below(entry));
                    }
                }
            }
        }
        for (int at = rest.indexOf('_'); at > 0; at = rest.indexOf('_', at + 1)) {
            String entry = rest.substring(0, at).toLowerCase(Locale.ROOT).replace('_', '-');
            var found = find(type, rest.substring(at + 1), Optional.empty());
            if (found.isPresent()) {
                return found.map(target -> target.below(entry));
            }
        }
        return Optional.empty();
    }

    private static Optional<Node> child(Optional<? extends Node> said, String key) {
        return said.isPresent() && said.get() instanceof Node.Fields fields
                ? Optional.ofNullable(fields.children().get(key)) : Optional.empty();
    }

    private Node.Fields branch(Target target, String text, Origin origin) {
        Node node = value(target, text, origin);
        for (String key : target.path().reversed()) {
            node = new Node.Fields(new LinkedHashMap<>(Map.of(key, node)), origin);
        }
        return (Node.Fields) node;
    }

    private Node value(Target target, String text, Origin origin) {
        return switch (target.shape()) {
            case Keys.Shape.Value _ -> new Node.Text(text, text, origin);
            case Keys.Shape.Sequence(Keys.Shape.Value _) when !text.stripLeading().startsWith("[") ->
                list(text, origin);
            case Keys.Shape.Sequence _, Keys.Shape.Named _, Keys.Shape.Section _, Keys.Shape.Maybe _ ->
                new YamlTree(Environment.EMPTY, _ -> origin, issues).read(text, String.join(".", target.path()));
        };
    }

    static Node.Items list(String text, Origin origin) {
        var items = new ArrayList<Node>();
        for (String item : text.split(",", -1)) {
            items.add(new Node.Text(item.strip(), item.strip(), origin));
        }
        return new Node.Items(items, origin);
    }

    private static Keys.Shape bare(Keys.Shape shape) {
        return shape instanceof Keys.Shape.Maybe(var inner) ? inner : shape;
    }

    private static String name(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** All names that do not depend on what the operator names. */
    private static List<String> names() {
        var names = new ArrayList<>(OTHERS);
        collect(Config.class, PREFIX, names);
        return names;
    }

    private static void collect(Class<? extends Record> type, String prefix, List<String> names) {
        for (var component : type.getRecordComponents()) {
            String name = prefix + name(Keys.key(component));
            names.add(name);
            if (bare(Keys.shape(component.getGenericType())) instanceof Keys.Shape.Section(var section)) {
                collect(section, name + "_", names);
            }
        }
    }
}
